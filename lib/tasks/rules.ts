import { conflict, ruleBroken } from "../problem/problem.ts";
import type { Task } from "./task.ts";

/** Sentences that callers read. */
export const TASK_RULES = {
  duePast: "a task is due in the future",
  reminderPast: "a reminder is set for the future",
  reminderAfterDue: "a reminder comes no later than the task is due",
  oneOrigin:
    "a task is about an opportunity or about a customer, not both: an opportunity names its customer",
  done: "the task is done already",
  cancelled: "the task was cancelled",
  followUps: "the task of a follow-up is completed, moved, reassigned or cancelled with its follow-up",
} as const;

interface Dates {
  readonly dueAt?: string | undefined;
  readonly remindAt?: string | undefined;
}

/**
 * Refuses dates that make no sense; those that stay as they were are left alone.
 * @throws Problem rule-broken
 */
export function checkDates({ dueAt, remindAt }: Dates, was: Dates, now: Date): void {
  const passed = (at: string | undefined) => at !== undefined && Date.parse(at) <= now.getTime();
  if (dueAt !== was.dueAt && passed(dueAt)) throw ruleBroken(TASK_RULES.duePast, "/dueAt");
  if (remindAt !== was.remindAt && passed(remindAt)) throw ruleBroken(TASK_RULES.reminderPast, "/remindAt");
  if (dueAt !== undefined && remindAt !== undefined && remindAt > dueAt)
    throw ruleBroken(TASK_RULES.reminderAfterDue, "/remindAt");
}

/**
 * Lets an open task of its own be changed.
 * @throws Problem conflict
 */
export function mustBeOpen({ status, origin }: Task): void {
  if (origin === "follow-up") throw conflict(TASK_RULES.followUps);
  switch (status) {
    case "open":
      return;
    case "done":
      throw conflict(TASK_RULES.done);
    case "cancelled":
      throw conflict(TASK_RULES.cancelled);
    default:
      status satisfies never;
  }
}
