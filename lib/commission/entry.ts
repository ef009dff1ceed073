import * as z from "zod";
import { readDimensions } from "../aggregates/contribution.ts";
import type { Dimensions, Measures } from "../aggregates/ledger.ts";
import { measuresOf } from "../aggregates/measures.ts";
import { NONE } from "../ids/id.ts";
import { signedMoney } from "../money/money.ts";
import type { Item } from "../table/entity.ts";
import { instant, month } from "../time/calendar.ts";

/** A commission entry as callers read it; never changed, and taken back only by another (DOMAIN §5). */
export const commissionEntry = z
  .object({
    id: z.string(),
    kind: z.enum(["accrual", "reversal", "adjustment"]),
    month,
    salespersonId: z.string(),
    departmentId: z.string().optional(),
    opportunityId: z.string(),
    opportunityNumber: z.string(),
    winNumber: z.int(),
    orderId: z.string(),
    customerId: z.string(),
    planId: z.string(),
    planVersion: z.int(),
    rule: z.string(),
    share: z.int().meta({ description: "Of the deal, in basis points" }),
    sold: signedMoney.meta({ description: "The salesperson's part of the amount that the rule paid for" }),
    amount: signedMoney.meta({ description: "The commission" }),
    bookedAt: instant,
  })
  .meta({ id: "CommissionEntry" });
export type CommissionEntry = z.infer<typeof commissionEntry>;

/** Partition (byCustomer) that lists the commission entries of an opportunity. */
export function entriesOfOpportunity(opportunityId: string): string {
  return `commission#${opportunityId}`;
}

/** An entry from its item; `undefined` for entries of another kind. */
export function toCommissionEntry(item: Item): CommissionEntry | undefined {
  if (item.kind !== "commission") return undefined;
  const { salesperson = "", department = "" }: Dimensions = readDimensions(item);
  const { commission = 0 }: Measures = measuresOf(item);
  const kind = kindOf(item.purpose);
  const money = (amount: number) => ({ amount, currency: String(item.currency) });
  return commissionEntry.parse({
    ...item,
    id: `${String(item.sk)}@${salesperson}`,
    kind,
    salespersonId: salesperson,
    departmentId: department === NONE ? undefined : department,
    sold: money(Number(item.sold) * SIGN[kind]),
    amount: money(commission),
    bookedAt: item.changedAt,
  });
}

/** What an adjustment moves was sold by the others of the month. */
const SIGN = { accrual: 1, reversal: -1, adjustment: 0 } as const;

function kindOf(purpose: unknown): CommissionEntry["kind"] {
  return purpose === "reversal" || purpose === "adjustment" ? purpose : "accrual";
}
