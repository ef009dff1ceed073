import { assignee } from "../access/assignment.ts";
import { customers } from "../customers/customer.ts";
import { restingOn } from "../customers/resting-on.ts";
import type { Context } from "../http/context.ts";
import { opportunities } from "../opportunities/opportunity.ts";
import { allowed } from "../opportunities/rules.ts";
import { takes } from "../opportunities/takes.ts";
import { notFound, ruleBroken } from "../problem/problem.ts";
import { readOne } from "../resource/verbs.ts";
import type { Change } from "../table/write.ts";
import { checkDates, TASK_RULES } from "./rules.ts";
import type { Task, TaskInput } from "./task.ts";
import { type TaskSubject, taskFor } from "./task-for.ts";

/**
 * Creates a task for its handler, the caller unless told. Two calls: what it is about, and the write.
 * @throws Problem rule-broken, not-assignable, conflict when the opportunity is closed
 */
export async function createTask(input: TaskInput, context: Context): Promise<Change<Task>> {
  const { handlerId, opportunityId, customerId, ...content } = input;
  if (opportunityId !== undefined && customerId !== undefined)
    throw ruleBroken(TASK_RULES.oneOrigin, "/customerId");
  checkDates(content, {}, context.now);
  const [handler, subject] = await Promise.all([
    assignee(handlerId, "task", context, "/handlerId"),
    subjectOf(opportunityId, customerId, context),
  ]);
  const about = (what: TaskSubject) => {
    const { record, writes } = taskFor(handler, what, content, context);
    return { writes, result: record };
  };
  if ("customer" in subject) {
    const gone = () => notFound("customer", subject.customer.id);
    return restingOn(subject.customer, gone, (customer) => about({ customer }));
  }
  const change = about(subject);
  return "opportunity" in subject
    ? { ...change, writes: [...change.writes, takes(subject.opportunity.id, "activity")] }
    : change;
}

/** What a task is about, if the caller may read it. At most one call. */
async function subjectOf(
  opportunityId: string | undefined,
  customerId: string | undefined,
  context: Context,
): Promise<TaskSubject> {
  if (opportunityId !== undefined) {
    const opportunity = await readOne(opportunities, opportunityId, context);
    allowed(opportunity, "activity");
    return { opportunity };
  }
  return customerId === undefined ? {} : { customer: await readOne(customers, customerId, context) };
}
