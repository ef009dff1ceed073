import type { Action } from "../access/grant.ts";
import { authorize } from "../access/reach.ts";
import { type Context, expectVersion } from "../http/context.ts";
import { notFound } from "../problem/problem.ts";
import type { Change } from "../table/write.ts";
import { type Opportunity, opportunities } from "./opportunity.ts";
import { save } from "./save.ts";

/** Names the write of the opportunity itself to `Change.retry`. */
const OPPORTUNITY = "opportunity";

/**
 * The change of one opportunity. When somebody else was faster it is decided again on what they left, so that only a
 * caller who expects a version is told of a stale one.
 * @param action what the caller's roles must let them do, asked again then
 * @param decide pure: gives the next version or throws the rule that forbids it
 */
export function changeOf(
  record: Opportunity,
  action: Action,
  context: Context,
  decide: (record: Opportunity) => Opportunity,
): Change<Opportunity> {
  const next = decide(record);
  return {
    writes: save(record, next, { label: OPPORTUNITY }),
    result: next,
    retry: (refusals) => {
      const there = refusals.find(({ label }) => label === OPPORTUNITY)?.there;
      if (there === undefined) return undefined;
      const now = opportunities.schema.parse(there);
      return changeOf(toAct(now, record.id, action, context), action, context, decide);
    },
  };
}

/**
 * An opportunity on which the caller may act.
 * @throws Problem not-found, forbidden, stale-version
 */
export function toAct(
  record: Opportunity | undefined,
  id: string,
  action: Action,
  context: Context,
): Opportunity {
  if (record === undefined || record.deletedAt !== undefined) throw notFound("opportunity", id);
  authorize(context.caller, action, opportunities, record);
  expectVersion(context, record);
  return record;
}
