import * as z from "zod";
import { type Context, stampOf } from "../http/context.ts";
import { idOf } from "../ids/id.ts";
import { opportunities } from "../opportunities/opportunity.ts";
import { allowed } from "../opportunities/rules.ts";
import { takes } from "../opportunities/takes.ts";
import { get } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { text } from "../text/text.ts";
import { instant } from "../time/calendar.ts";
import { type FollowUp, followUps } from "./follow-up.ts";
import { decideWith, type Known, readKnown } from "./known.ts";
import { handlerFor } from "./plan.ts";
import { checkPlanned, mustBePlanned } from "./rules.ts";
import { endTasks } from "./tasks.ts";

export const rescheduling = z.strictObject({ plannedAt: instant });
export const reassigning = z.strictObject({ handlerId: idOf("user") });
export const cancelling = z.strictObject({ reason: text(1000).optional() });

/** Nobody was reminded of it yet, nor warned. */
export const UNREMINDED = {
  remindedAt: undefined,
  taskId: undefined,
  handlerWarnedAt: undefined,
  managerWarnedAt: undefined,
  managerId: undefined,
  managerTaskId: undefined,
};

/**
 * Plans a follow-up for another time; it never fires at the old one, and what its old time left in to-dos is cancelled.
 * Two calls.
 * @throws Problem rule-broken for the past, conflict when it is not planned any more or the opportunity is closed
 */
export async function rescheduleFollowUp(
  id: string,
  { plannedAt }: z.infer<typeof rescheduling>,
  context: Context,
): Promise<Change<FollowUp>> {
  checkPlanned(plannedAt, context.now);
  const why = "the follow-up was planned for another time";
  return decideWith(
    await readKnown(id, context),
    (known) => moved(known, { plannedAt, ...UNREMINDED }, why, context),
    context,
  );
}

/**
 * Gives a follow-up to somebody else: to them it comes due anew, whoever was reminded of it before. Three calls.
 * @throws Problem not-assignable by the assignment check on follow-up and opportunity
 */
export async function reassignFollowUp(
  id: string,
  { handlerId }: z.infer<typeof reassigning>,
  context: Context,
): Promise<Change<FollowUp>> {
  const known = await readKnown(id, context, "assign");
  const opportunity = await get(opportunities, known.record.opportunityId);
  const handler = await handlerFor(handlerId, handlerId, opportunity, context);
  const fields = { handlerId: handler.userId, departmentId: handler.departmentId, ...UNREMINDED };
  const why = "the follow-up was given to somebody else";
  return decideWith({ ...known, opportunity }, (now) => moved(now, fields, why, context), context);
}

/** Cancels a follow-up; it never fires. Two calls. */
export async function cancelFollowUp(
  id: string,
  { reason }: z.infer<typeof cancelling>,
  context: Context,
): Promise<Change<FollowUp>> {
  return decideWith(
    await readKnown(id, context),
    ({ record, made }) => {
      mustBePlanned(record);
      const fields = {
        status: "cancelled",
        cancelReason: reason,
        cancelledAt: context.now.toISOString(),
      } as const;
      const next = nextVersion(record, fields, stampOf(context));
      const tasks = endTasks(made, { cancelled: "the follow-up was cancelled" }, context);
      return { writes: [...put(followUps, next, record), ...tasks], result: next };
    },
    context,
  );
}

function moved(
  { record, made, opportunity }: Known,
  fields: { [K in keyof FollowUp]?: FollowUp[K] | undefined },
  why: string,
  context: Context,
): Change<FollowUp> {
  mustBePlanned(record);
  if (opportunity !== undefined) allowed(opportunity, "follow-up");
  const next = nextVersion(record, fields, stampOf(context));
  const tasks = endTasks(made, { cancelled: why }, context);
  return {
    writes: [...put(followUps, next, record), ...tasks, takes(record.opportunityId, "follow-up")],
    result: next,
  };
}
