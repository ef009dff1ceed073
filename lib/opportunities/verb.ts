import type { Action } from "../access/grant.ts";
import type { Context } from "../http/context.ts";
import { decideOn } from "../resource/decide.ts";
import type { Change } from "../table/write.ts";
import { type Opportunity, opportunities } from "./opportunity.ts";
import { besides } from "./save.ts";

/**
 * The change of one opportunity with all that is written with it, decided again when somebody else was faster.
 * @param decide pure: gives the next version or throws the rule that forbids it
 */
export function changeOf(
  record: Opportunity,
  action: Action,
  context: Context,
  decide: (record: Opportunity) => Opportunity,
): Change<Opportunity> {
  return decideOn(opportunities, record, action, context, (current) => {
    const next = decide(current);
    return { next, besides: besides(current, next) };
  });
}
