import { type Position, position, positionLabel } from "../commission/position.ts";
import { customers } from "../customers/customer.ts";
import { CUSTOMER_WINS, type Standing } from "../customers/wins.ts";
import { type Context, expectVersion } from "../http/context.ts";
import { notFound } from "../problem/problem.ts";
import type { Refusal } from "../table/write.ts";
import { type Opportunity, opportunities } from "./opportunity.ts";

/** Names the write of the opportunity itself to `Change.retry`. */
export const OPPORTUNITY = "opportunity";

/**
 * What a win, or its undoing, meets but does not read before: it is guessed, and what refuses a wrong guess tells how it
 * really is.
 */
export interface Known {
  readonly customer: Standing;
  readonly positions: ReadonlyMap<string, Position>;
}

/** What refusals tell of customer and positions; `undefined` when they tell nothing of them. */
export function learned(known: Known, refusals: readonly Refusal[]): Known | undefined {
  const customer = refusals.find(({ label }) => label === CUSTOMER_WINS);
  if (customer !== undefined && (customer.there === undefined || customer.there.deletedAt !== undefined))
    throw customer.problem;
  const positions = refusals.flatMap(({ label, there }) => {
    if (label?.startsWith(positionLabel("")) !== true || there === undefined) return [];
    return [position.parse(there)];
  });
  if (customer === undefined && positions.length === 0) return undefined;
  return {
    customer: customer === undefined ? known.customer : customers.schema.parse(customer.there),
    positions: new Map([
      ...known.positions,
      ...positions.map((found) => [found.salespersonId, found] as const),
    ]),
  };
}

/**
 * The opportunity as it is, when it was what refused.
 * @throws Problem not-found when it was deleted meanwhile, stale-version when the caller expected another version
 */
export function changedMeanwhile(
  refusals: readonly Refusal[],
  context: Pick<Context, "ifMatch">,
): Opportunity | undefined {
  const there = refusals.find(({ label }) => label === OPPORTUNITY)?.there;
  if (there === undefined) return undefined;
  const record = opportunities.schema.parse(there);
  if (record.deletedAt !== undefined) throw notFound("opportunity", record.id);
  expectVersion(context, record);
  return record;
}
