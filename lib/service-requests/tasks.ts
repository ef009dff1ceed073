import { decodeTime } from "ulid";
import { TARGETS } from "../../events/service-request.ts";
import { type Person, person } from "../access/directory.ts";
import type { Acting } from "../http/context.ts";
import { derivedId } from "../ids/derived.ts";
import { ulidOf } from "../ids/id.ts";
import { put, type Write } from "../table/write.ts";
import { ended } from "../tasks/change.ts";
import { givenTo } from "../tasks/given.ts";
import { type Task, tasks } from "../tasks/task.ts";
import { taskFor } from "../tasks/task-for.ts";
import type { ServiceRequest } from "./service-request.ts";
import { isOpen } from "./status.ts";
import type { Target } from "./targets.ts";
import { taskContent } from "./words.ts";

/** In whose to-do a missed target appears. */
const WHOSE = ["technician", "manager"] as const;
type Whose = (typeof WHOSE)[number];

/** A task that a missed target may have made, as it stands. */
interface MadeTask {
  readonly task: Task | undefined;
  readonly target: Target;
  readonly whose: Whose;
}

/** The ids of all tasks that a request may make: a target is missed once, so that they follow from the request's id. */
export function taskIdsOf(requestId: string) {
  const at = new Date(decodeTime(ulidOf(requestId)));
  return TARGETS.flatMap((target) =>
    WHOSE.map((whose) => ({ id: derivedId("task", at, requestId, target, whose), target, whose })),
  );
}

/** The task of somebody who is to see to a missed target. */
export function missedTask(
  record: ServiceRequest,
  target: Target,
  whose: Whose,
  handler: Person,
  acting: Acting,
): Write[] {
  const id = taskIdsOf(record.id).find((one) => one.target === target && one.whose === whose)?.id;
  const { customerId, customerName = "", customerOwnerId } = record;
  const subject =
    customerId === undefined
      ? {}
      : { customer: { id: customerId, name: customerName, ownerId: customerOwnerId } };
  const content = taskContent(record, target, whose, handler.language);
  return [...taskFor(handler, subject, { ...content, priority: "high" }, acting, id).writes];
}

/**
 * What becomes of the tasks of a request that has changed: they end once what was missed is done or the request needs
 * nobody any more, and the technician's go along with the request.
 */
export async function taskWrites(
  was: ServiceRequest,
  is: ServiceRequest,
  made: readonly MadeTask[],
  acting: Acting,
): Promise<Write[]> {
  const open = made.flatMap(({ task, ...rest }) => (task?.status === "open" ? [{ task, ...rest }] : []));
  const moves = was.technicianId !== is.technicianId && is.technicianId !== undefined;
  const technician = moves && open.length > 0 ? await person(is.technicianId ?? "") : undefined;
  return open.flatMap(({ task, target, whose }) => {
    const done = target === "first-response" ? is.firstRespondedAt !== undefined : !isOpen(is);
    const result = target === "first-response" ? "the customer has heard from us" : (is.resolution ?? "done");
    const end = done ? ended(task, { done: result }, acting) : undefined;
    if (end !== undefined) return put(tasks, end, task);
    return whose === "technician" && technician !== undefined
      ? [...givenTo(technician, task, acting).writes]
      : [];
  });
}
