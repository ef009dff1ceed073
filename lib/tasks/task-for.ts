import type { Person } from "../access/directory.ts";
import type { Customer } from "../customers/customer.ts";
import { type Acting, stampOf } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import type { Opportunity } from "../opportunities/opportunity.ts";
import { firstVersion } from "../table/record.ts";
import { put, type Write } from "../table/write.ts";
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

type TaskContent = Pick<TaskInput, "title" | "content" | "dueAt" | "remindAt"> &
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
  context: Acting,
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
