import type { Action } from "../access/grant.ts";
import { type Acting, type Context, stampOf } from "../http/context.ts";
import { toAct } from "../resource/verbs.ts";
import { type Found, findTogether } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, unchanged, type Write } from "../table/write.ts";
import { tasks } from "../tasks/task.ts";
import { mustFit, save } from "./save.ts";
import { type ServiceRequest, type Step, serviceRequests } from "./service-request.ts";
import { isOpen } from "./status.ts";
import { taskIdsOf, taskWrites } from "./tasks.ts";

/** Names the write of the request itself to `Change.retry`. */
const REQUEST = "service-request";

type Fields = { [K in keyof ServiceRequest]?: ServiceRequest[K] | undefined };

/** What a change brings along. */
interface More {
  /** Records read together with the request. */
  readonly wanted?: readonly (readonly [{ readonly type: string }, string])[];
  /** Further writes of the same transaction. */
  readonly besides?: (was: ServiceRequest, is: ServiceRequest) => readonly Write[];
}

/**
 * The change of one request, with the tasks that end or move with it. Two calls: it is read together with its tasks,
 * whose ids follow from its own. When somebody else was faster it is decided again on what they left, so that only a
 * caller who expects a version is told of a stale one.
 * @param action what the caller's roles must let them do, asked again then
 * @param decide pure: gives the next version or throws the rule that forbids it; the same record when nothing changes
 * @throws Problem not-found, forbidden, stale-version
 */
export async function changeRequest(
  id: string,
  action: Action,
  context: Context,
  decide: (record: ServiceRequest, found: Found) => ServiceRequest,
  { wanted = [], besides = () => [] }: More = {},
): Promise<Change<ServiceRequest>> {
  const made = taskIdsOf(id);
  const found = await findTogether([
    [serviceRequests, id],
    ...made.map((one) => [tasks, one.id] as const),
    ...wanted,
  ]);
  const record = toAct(serviceRequests, found.one(serviceRequests, id), id, action, context);
  const next = decide(record, found);
  if (next === record) return unchanged(record);
  const ends = next.status !== record.status && !isOpen(next);
  if (!ends) mustFit(next);
  const theirs = made.map((one) => ({ ...one, task: found.one(tasks, one.id) }));
  const own = save(record, next, { label: REQUEST });
  return {
    writes: [...own, ...(await taskWrites(record, next, theirs, context)), ...besides(record, next)],
    result: next,
    retry: (refusals) =>
      refusals.some(({ label, there }) => label === REQUEST || there?.entity === tasks.type)
        ? changeRequest(id, action, context, decide, { wanted, besides })
        : undefined,
  };
}

/** The next version of a request, with the step that led to it. */
export function stepped(
  record: ServiceRequest,
  what: Omit<Step, "at" | "by">,
  fields: Fields,
  acting: Acting,
): ServiceRequest {
  const stamp = stampOf(acting);
  const step: Step = { ...what, at: stamp.now.toISOString(), by: stamp.by };
  return nextVersion(record, { ...fields, steps: [...record.steps, step] }, stamp);
}
