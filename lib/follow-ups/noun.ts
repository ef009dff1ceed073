import { type Occurrence, occurrence } from "../../events/event.ts";
import {
  followUpCancelled,
  followUpCompleted,
  followUpMoved,
  followUpPlanned,
  followUpReassigned,
  followUpReminded,
} from "../../events/follow-up.ts";
import { defineNoun } from "../projections/define.ts";
import type { TimelineLine } from "../projections/noun.ts";
import { type FollowUp, followUps } from "./follow-up.ts";

const MARKS = [
  ["due", "remindedAt"],
  ["overdue-handler", "handlerWarnedAt"],
  ["overdue-manager", "managerWarnedAt"],
] as const;

export const followUpNoun = defineNoun(followUps, { announce, timeline });

function announce(was: FollowUp | undefined, is: FollowUp): Occurrence[] {
  const { id: followUpId, opportunityId, customerId, handlerId, plannedAt, status, nextId } = is;
  const ids = { followUpId, opportunityId, customerId };
  if (was === undefined) return [occurrence(followUpPlanned, { ...ids, handlerId, plannedAt })];
  return [
    ...(was.plannedAt !== plannedAt
      ? [occurrence(followUpMoved, { ...ids, from: was.plannedAt, to: plannedAt })]
      : []),
    ...(was.handlerId !== handlerId
      ? [occurrence(followUpReassigned, { ...ids, from: was.handlerId, to: handlerId })]
      : []),
    ...MARKS.filter(([, mark]) => was[mark] === undefined && is[mark] !== undefined).map(([kind]) =>
      occurrence(followUpReminded, { ...ids, kind }),
    ),
    ...(ended(was, is) && status === "completed"
      ? [occurrence(followUpCompleted, { ...ids, handlerId, nextId })]
      : []),
    ...(ended(was, is) && status === "cancelled" ? [occurrence(followUpCancelled, ids)] : []),
  ];
}

function timeline(was: FollowUp | undefined, is: FollowUp): TimelineLine[] {
  const { customerId, method, plannedAt, status, opportunityId } = is;
  const line = (kind: string, title: string, data: Record<string, unknown> = {}): TimelineLine => ({
    customerId,
    kind,
    title: `${is.opportunityNumber}: a ${method} follow-up ${title}`,
    data: { opportunityId, method, ...data },
  });
  if (was === undefined) return [line("follow-up.planned", "was planned", { plannedAt })];
  if (!ended(was, is)) return [];
  return status === "completed"
    ? [line("follow-up.completed", "was completed", { outcome: is.outcome, attitude: is.attitude })]
    : [line("follow-up.cancelled", "was cancelled", { reason: is.cancelReason })];
}

function ended(was: FollowUp, is: FollowUp): boolean {
  return was.status === "planned" && is.status !== "planned";
}
