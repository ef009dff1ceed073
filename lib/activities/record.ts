import { assignee } from "../access/assignment.ts";
import { type Customer, customers } from "../customers/customer.ts";
import { restingOn } from "../customers/resting-on.ts";
import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { newId } from "../ids/id.ts";
import { type Opportunity, opportunities } from "../opportunities/opportunity.ts";
import { allowed } from "../opportunities/rules.ts";
import { takes } from "../opportunities/takes.ts";
import { notFound, ruleBroken } from "../problem/problem.ts";
import { change, readOne, readToChange } from "../resource/verbs.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { type Activity, type ActivityInput, activities, activityInput } from "./activity.ts";

/** Sentences that callers read. */
export const ACTIVITY_RULES = {
  future: "an activity records what happened: plan a follow-up or a task for the future",
  nobody: "an activity is with a customer: name the customer or the opportunity",
  otherCustomer: "the opportunity is another customer's",
} as const;

/**
 * Records something that happened with a customer whom the caller may read. Two calls.
 * @throws Problem not-found, rule-broken, not-assignable, conflict when the opportunity is closed
 */
export async function recordActivity(input: ActivityInput, context: Context): Promise<Change<Activity>> {
  const { happenedAt = context.now.toISOString(), performerId, ...fields } = input;
  checkHappened(happenedAt, context.now);
  const [performer, about] = await Promise.all([
    assignee(performerId, "activity", context, "/performerId"),
    subjectOf(input, context),
  ]);
  const recorded = (subject: Subject): Change<Activity> => {
    const record: Activity = {
      ...fields,
      ...subject,
      ...firstVersion(newId("activity", context.now), stampOf(context)),
      happenedAt,
      performerId: performer.userId,
      departmentId: performer.departmentId,
    };
    return { writes: put(activities, record, undefined), result: record };
  };
  if ("opportunity" in about) {
    const { id, name: opportunityName, customerId, customerName, customerOwnerId } = about.opportunity;
    const change = recorded({ customerId, customerName, customerOwnerId, opportunityName });
    return { ...change, writes: [...change.writes, takes(id, "activity")] };
  }
  const gone = () => notFound("customer", about.customer.id);
  return restingOn(about.customer, gone, ({ id: customerId, name: customerName, ownerId: customerOwnerId }) =>
    recorded({ customerId, customerName, customerOwnerId }),
  );
}

/** What can be corrected afterwards; with whom it was and who did it stay. */
export const correctable = activityInput.pick({
  kind: true,
  happenedAt: true,
  content: true,
  accompanying: true,
  plan: true,
});

/** Corrects an activity. Two calls. */
export async function correctActivity(
  id: string,
  patch: unknown,
  context: Context,
): Promise<Change<Activity>> {
  const record = await readToChange(activities, id, context);
  const {
    happenedAt = record.happenedAt,
    accompanying,
    plan,
    ...fields
  } = patched(correctable, record, patch);
  checkHappened(happenedAt, context.now);
  return change(activities, record, { ...fields, happenedAt, accompanying, plan }, context);
}

function checkHappened(happenedAt: string, now: Date): void {
  if (Date.parse(happenedAt) > now.getTime()) throw ruleBroken(ACTIVITY_RULES.future, "/happenedAt");
}

type Subject = Pick<Activity, "customerId" | "customerName" | "customerOwnerId" | "opportunityName">;

/** With whom it happened, if the caller may read that. One call. */
async function subjectOf(
  { customerId, opportunityId }: ActivityInput,
  context: Context,
): Promise<{ opportunity: Opportunity } | { customer: Customer }> {
  if (opportunityId === undefined) {
    if (customerId === undefined) throw ruleBroken(ACTIVITY_RULES.nobody, "/customerId");
    return { customer: await readOne(customers, customerId, context) };
  }
  const opportunity = await readOne(opportunities, opportunityId, context);
  if (customerId !== undefined && customerId !== opportunity.customerId)
    throw ruleBroken(ACTIVITY_RULES.otherCustomer, "/opportunityId");
  allowed(opportunity, "activity");
  return { opportunity };
}
