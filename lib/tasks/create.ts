import { assignee } from "../access/assignment.ts";
import type { Person } from "../access/directory.ts";
import { type Customer, customers } from "../customers/customer.ts";
import { type Context, stampOf } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import { type Opportunity, opportunities } from "../opportunities/opportunity.ts";
import { allowed } from "../opportunities/rules.ts";
import { conflict, notFound, ruleBroken } from "../problem/problem.ts";
import { readOne } from "../resource/verbs.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put, require, type Write } from "../table/write.ts";
import { checkDates, TASK_RULES } from "./rules.ts";
import { type Task, type TaskInput, tasks } from "./task.ts";

/** What a task is about. */
export type TaskSubject =
  | Record<string, never>
  | { readonly opportunity: SubjectOpportunity }
  | { readonly customer: Pick<Customer, "id" | "name" | "ownerId"> };

type SubjectOpportunity = Pick<
  Opportunity,
  "id" | "name" | "customerId" | "customerName" | "customerOwnerId"
>;

export type TaskContent = Pick<TaskInput, "title" | "content" | "dueAt" | "remindAt"> &
  Partial<Pick<TaskInput, "priority">>;

/**
 * A new task for a person, with the writes that make it in the transaction of whatever it follows from, e.g. the visit
 * that a customer's assignment asks for.
 * @param id a derived one makes the task once, however often it is made
 */
export function taskFor(
  handler: Person,
  subject: TaskSubject,
  content: TaskContent,
  context: Pick<Context, "caller" | "now">,
  id = newId("task", context.now),
): { readonly record: Task; readonly writes: readonly Write[] } {
  const record: Task = {
    ...firstVersion(id, stampOf(context)),
    priority: "normal",
    ...content,
    ...about(subject),
    handlerId: handler.userId,
    departmentId: handler.departmentId,
    status: "open",
  };
  return { record, writes: put(tasks, record, undefined, { label: id }) };
}

function about(
  subject: TaskSubject,
): Pick<
  Task,
  "origin" | "opportunityId" | "opportunityName" | "customerId" | "customerName" | "customerOwnerId"
> {
  if ("opportunity" in subject) {
    const { id, name, customerId, customerName, customerOwnerId } = subject.opportunity;
    return {
      origin: "opportunity",
      opportunityId: id,
      opportunityName: name,
      customerId,
      customerName,
      customerOwnerId,
    };
  }
  if ("customer" in subject) {
    const { id, name, ownerId } = subject.customer;
    return { origin: "customer", customerId: id, customerName: name, customerOwnerId: ownerId };
  }
  return { origin: "own" };
}

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
