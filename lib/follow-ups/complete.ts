import * as z from "zod";
import { type Context, stampOf } from "../http/context.ts";
import { followedUp } from "../opportunities/followed-up.ts";
import { termsNow } from "../opportunities/references.ts";
import { save } from "../opportunities/save.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { text } from "../text/text.ts";
import { type FollowUp, followUpInput, followUps } from "./follow-up.ts";
import { decideWith, readKnown } from "./known.ts";
import { handlerFor, planFollowUp, readSubject } from "./plan.ts";
import { checkNext, mustBePlanned } from "./rules.ts";
import { endTasks } from "./tasks.ts";

/** What happened, and what comes next (DOMAIN §4). */
export const completion = z.strictObject({
  outcome: text(5000),
  /** The customer's attitude: 1 hostile … 5 champion. */
  attitude: z.int().min(1, { error: "must be 1 to 5" }).max(5, { error: "must be 1 to 5" }).optional(),
  /** The stage that the opportunity moves to; where it is unless told. */
  stage: z.string().min(1).max(60).optional(),
  /** The next follow-up; without one say why in `noNextReason`. */
  next: followUpInput.optional(),
  noNextReason: text(1000).optional(),
});
export type Completion = z.infer<typeof completion>;

/**
 * Completes a follow-up in one step with everything that belongs to it: the opportunity's stage, its history and
 * attitude, the task in the handler's to-do, and the next follow-up. Three calls.
 * @throws Problem rule-broken when nothing is said of what comes next, conflict when it is not planned any more or
 * the opportunity is closed
 */
export async function completeFollowUp(
  id: string,
  body: Completion,
  context: Context,
): Promise<Change<FollowUp>> {
  checkNext(body);
  const read = await readKnown(id, context);
  mustBePlanned(read.record);
  const { opportunity: first, contactName } = await readSubject(
    read.record.opportunityId,
    body.next ?? {},
    "/next",
  );
  const [terms, handler] = await Promise.all([
    termsNow(),
    body.next === undefined
      ? undefined
      : handlerFor(body.next.handlerId, read.record.handlerId, first, context, "/next/handlerId"),
  ]);
  return decideWith(
    { ...read, opportunity: first },
    ({ record, made, opportunity = first }) => {
      mustBePlanned(record);
      const { outcome, attitude, stage, noNextReason } = body;
      const after = followedUp(opportunity, { stage, attitude }, terms, context);
      const next =
        body.next === undefined || handler === undefined
          ? undefined
          : planFollowUp({ ...body.next, contactName }, after, handler, context, "/next");
      const completed = nextVersion(
        record,
        {
          status: "completed",
          completedAt: context.now.toISOString(),
          outcome,
          attitude,
          stage: after.stage === opportunity.stage ? undefined : after.stage,
          nextId: next?.record.id,
          noNextReason,
        },
        stampOf(context),
      );
      return {
        writes: [
          ...put(followUps, completed, record),
          ...save(opportunity, after),
          ...(next?.writes ?? []),
          ...endTasks(made, { done: outcome }, context),
        ],
        result: completed,
      };
    },
    context,
  );
}
