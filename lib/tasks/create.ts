import { assignee } from "../access/assignment.ts";
import { customers } from "../customers/customer.ts";
import type { Context } from "../http/context.ts";
import { opportunities } from "../opportunities/opportunity.ts";
import { allowed } from "../opportunities/rules.ts";
import { conflict, notFound, ruleBroken } from "../problem/problem.ts";
import { readOne } from "../resource/verbs.ts";
import { type Change, require, type Write } from "../table/write.ts";
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
  const [handler, { subject, guard }] = await Promise.all([
    assignee(handlerId, "task", context, "/handlerId"),
    subjectOf(opportunityId, customerId, context),
  ]);
  const { record, writes } = taskFor(handler, subject, content, context);
  return { writes: [...writes, ...guard], result: record };
}

/** What a task is about, if the caller may read it, and the writes that require that it still stands. */
async function subjectOf(
  opportunityId: string | undefined,
  customerId: string | undefined,
  context: Context,
): Promise<{ subject: TaskSubject; guard: Write[] }> {
  if (opportunityId !== undefined) {
    const opportunity = await readOne(opportunities, opportunityId, context);
    allowed(opportunity, "activity");
    const closed = () => conflict("a closed opportunity takes no activities");
    return {
      subject: { opportunity },
      guard: [require(opportunityId, "opportunity", closed, ["status", "closed"])],
    };
  }
  if (customerId === undefined) return { subject: {}, guard: [] };
  const customer = await readOne(customers, customerId, context);
  return {
    subject: { customer },
    guard: [require(customerId, "customer", () => notFound("customer", customerId))],
  };
}
