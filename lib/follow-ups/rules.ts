import { conflict, ruleBroken } from "../problem/problem.ts";
import { DAY } from "../time/units.ts";
import type { FollowUp } from "./follow-up.ts";

/** Sentences that callers read. */
export const FOLLOW_UP_RULES = {
  past: "a follow-up is planned for the future",
  far: "a follow-up is planned at most ten years ahead",
  planNext: "completing a follow-up plans the next one or says why there is none",
  notBoth: "a completed follow-up has a next one or a reason why there is none, not both",
  completed: "the follow-up is completed already",
  cancelled: "the follow-up was cancelled",
  handlerReads:
    "the handler of a follow-up must be able to read its opportunity: make them a collaborator first",
} as const;

const FARTHEST = 10 * 366 * DAY;

/**
 * Refuses a planned instant that makes no sense.
 * @throws Problem rule-broken
 */
export function checkPlanned(plannedAt: string, now: Date, pointer = "/plannedAt"): void {
  const ahead = Date.parse(plannedAt) - now.getTime();
  if (ahead <= 0) throw ruleBroken(FOLLOW_UP_RULES.past, pointer);
  if (ahead > FARTHEST) throw ruleBroken(FOLLOW_UP_RULES.far, pointer);
}

/**
 * Requires that whoever completes a follow-up thought of what comes next.
 * @throws Problem rule-broken
 */
export function checkNext({ next, noNextReason }: { next?: unknown; noNextReason?: unknown }): void {
  if (next === undefined && noNextReason === undefined) throw ruleBroken(FOLLOW_UP_RULES.planNext, "/next");
  if (next !== undefined && noNextReason !== undefined)
    throw ruleBroken(FOLLOW_UP_RULES.notBoth, "/noNextReason");
}

/**
 * The state machine: planned → completed | cancelled, and nothing after that.
 * @throws Problem conflict
 */
export function mustBePlanned({ status }: Pick<FollowUp, "status">): void {
  switch (status) {
    case "planned":
      return;
    case "completed":
      throw conflict(FOLLOW_UP_RULES.completed);
    case "cancelled":
      throw conflict(FOLLOW_UP_RULES.cancelled);
    default:
      status satisfies never;
  }
}
