import * as z from "zod";
import { NONE } from "../ids/id.ts";
import { salesLedger } from "../performance/ledgers.ts";
import type { Posting } from "../performance/posting.ts";
import type { Member, Sale } from "../performance/sale.ts";
import { partitionOf } from "../table/entity.ts";
import { type Applied, earnedBetween, isMonthly, partsOf, ruleKey } from "./compute.ts";
import { entriesOfOpportunity } from "./entry.ts";
import { moved, noPosition, type Position } from "./position.ts";
import { rate } from "./rate.ts";

/** What one rule with bands per month paid one member of a deal: kept, to be taken back by the same rule. */
export const monthlyPart = z.object({
  salespersonId: z.string(),
  rule: z.string(),
  rate,
  sold: z.int(),
  /** Name of the entry that booked it. */
  posting: z.string(),
});
export type MonthlyPart = z.infer<typeof monthlyPart>;

export interface Commission {
  readonly postings: readonly Posting[];
  /** Where the members stand in their months' bands afterwards, those whom such bands paid. */
  readonly positions: readonly Position[];
  readonly monthly: readonly MonthlyPart[];
}

/**
 * The commission entries of a deal: one for each rule that pays and each member of the team. An entry keeps plan, version
 * and rule that it was computed with (DOMAIN §5).
 * @param positionOf where a salesperson stands in the month's bands, as far as is known
 */
export function commissionOf(
  applied: readonly Applied[],
  team: readonly Member[],
  sale: Sale,
  positionOf: (salespersonId: string) => Position | undefined,
): Commission {
  const positions = new Map<string, Position>();
  const monthly: MonthlyPart[] = [];
  const lead = Math.max(
    0,
    team.findIndex(({ isLead }) => isLead),
  );
  const postings = applied.flatMap((one) => {
    const rule = ruleKey(one.planId, one.rule);
    const before = team.map(({ userId }) => positionOf(userId)?.sold[rule] ?? 0);
    const parts = partsOf(
      one,
      team.map(({ share }) => share),
      lead,
      before,
    );
    return team.flatMap((member, index): Posting[] => {
      const { sold = 0, commission = 0 } = parts[index] ?? {};
      if (sold === 0 && commission === 0 && member.share === 0) return [];
      const posting = postingOf(one, member, { sold, commission }, sale);
      if (isMonthly(one.rate)) {
        const { userId } = member;
        const stood = positions.get(userId) ?? positionOf(userId) ?? noPosition(sale.month, userId);
        const next = moved(stood, { [rule]: sold });
        positions.set(userId, { ...next, revision: (positionOf(userId)?.revision ?? 0) + 1 });
        monthly.push({ salespersonId: userId, rule, rate: one.rate, sold, posting: posting.name });
      }
      return [posting];
    });
  });
  return { postings, positions: [...positions.values()], monthly };
}

function postingOf(
  { planId, planVersion, rule, rate }: Applied,
  { userId, departmentId, share }: Member,
  { sold, commission }: { sold: number; commission: number },
  sale: Sale,
): Posting {
  const department = departmentId ?? NONE;
  return {
    ledger: salesLedger.name,
    dimensions: { month: sale.month, department, salesperson: userId },
    name: `commission#${sale.of}#${planId}#${rule}`,
    measures: { commission },
    month: sale.month,
    details: {
      ...sale.details,
      kind: "commission",
      planId,
      planVersion,
      rule,
      rateKind: rate.kind,
      share,
      sold,
      ownerPk: partitionOf.owner(userId, "commission-entry"),
      departmentPk: partitionOf.department(department, "commission-entry"),
      customerPk: entriesOfOpportunity(sale.details.opportunityId),
    },
  };
}

/**
 * What taking a deal's part out of a month's bands changes besides its own reversal: the others of the month move up or
 * down in the bands, and keep earning what they would have earned without it.
 * @param booked what the part was booked with
 * @param stands where the salesperson stands now
 */
export function adjustmentOf({ rule, rate, sold }: MonthlyPart, booked: number, stands: Position): number {
  if (!isMonthly(rate)) throw new Error(`${rule} is not measured by the month`);
  const now = stands.sold[rule] ?? 0;
  return booked - earnedBetween(rate, now - sold, sold);
}
