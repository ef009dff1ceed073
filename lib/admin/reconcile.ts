import * as z from "zod";
import { type Drift, reconcile } from "../aggregates/reconcile.ts";
import type { Context } from "../http/context.ts";
import { ledgers } from "../ledgers.ts";
import { month } from "../time/calendar.ts";

const names = ledgers.map(({ name }) => name);

/** What is to be compared, and whether it is to be set right. */
export const reconciling = z.strictObject({
  months: z
    .array(month.or(z.literal("undated")))
    .min(1)
    .max(12)
    .refine((all) => new Set(all).size === all.length, { error: "must name each month once" })
    .meta({
      description: "Months of the entries; `undated` for open opportunities without an expected close",
    }),
  ledger: z.enum(names).optional().meta({ description: "All of them unless told" }),
  repair: z
    .boolean()
    .default(false)
    .meta({ description: "Whether totals that differ are set right; they are reported in either case" }),
});

/** The outcome: every total that did not equal its sources. */
export const reconciliation = z
  .object({
    checked: z.int(),
    drifts: z.array(
      z.object({
        ledger: z.string(),
        level: z.string(),
        dimensions: z.record(z.string(), z.string()),
        difference: z
          .record(z.string(), z.int())
          .meta({ description: "What the total lacked; negative where it held too much" }),
        repaired: z.boolean(),
      }),
    ),
  })
  .meta({ id: "Reconciliation" });

/**
 * Proves that the totals of some months equal their ledgers, or sets them right (DOMAIN §5). A difference counts after
 * the stream has had two seconds to catch up; changes still on their way are not added twice after a repair.
 */
export async function reconcileMonths(
  { months, ledger, repair }: z.infer<typeof reconciling>,
  { now }: Context,
): Promise<{ checked: number; drifts: Drift[] }> {
  const chosen = ledgers.filter(({ name }) => ledger === undefined || name === ledger);
  const outcomes = await Promise.all(
    chosen.flatMap((one) => months.map((each) => reconcile(one, each, { repair, now }))),
  );
  return {
    checked: outcomes.reduce((sum, { checked }) => sum + checked, 0),
    drifts: outcomes.flatMap(({ drifts }) => drifts),
  };
}
