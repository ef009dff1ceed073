import type { Action } from "../access/grant.ts";
import type { Owned } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import type { RecordBase } from "../table/record.ts";
import { type Change, put, type Write } from "../table/write.ts";
import { type ResourceEntity, toAct } from "./verbs.ts";

const RECORD = "decided-record";

/** What a record is to become, and what is written with it. */
interface Decision<R> {
  readonly next: R;
  readonly besides?: readonly Write[];
}

/**
 * The change of one record. When somebody else was faster it is decided again on what they left, so that only a caller
 * who expects a version is told of a stale one.
 * @param action what the caller's roles must let them do, asked again then
 * @param decide pure: gives the next version, or throws the rule that forbids it
 */
export function decideOn<R extends RecordBase & Owned>(
  entity: ResourceEntity<R>,
  record: R,
  action: Action,
  context: Context,
  decide: (record: R) => Decision<R>,
): Change<R> {
  const { next, besides = [] } = decide(record);
  return {
    writes: [...put(entity, next, record, { label: RECORD }), ...besides],
    result: next,
    retry: (refusals) => {
      const there = refusals.find(({ label }) => label === RECORD)?.there;
      if (there === undefined) return undefined;
      const standing = toAct(entity, entity.schema.parse(there), record.id, action, context);
      return decideOn(entity, standing, action, context, decide);
    },
  };
}
