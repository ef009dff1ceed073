import * as z from "zod";
import { covers, reach } from "../access/reach.ts";
import { entryPartition } from "../aggregates/ledger.ts";
import { measuresOf } from "../aggregates/measures.ts";
import { customers } from "../customers/customer.ts";
import type { Context } from "../http/context.ts";
import { signedMoney } from "../money/money.ts";
import { purchaseLedger } from "../performance/ledgers.ts";
import { Problem } from "../problem/problem.ts";
import { readOne } from "../resource/verbs.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import type { Item } from "../table/entity.ts";
import { type Page, readPage } from "../table/page.ts";
import { instant, month } from "../time/calendar.ts";

/** One purchase, or one that was taken back. */
export const purchaseEntry = z
  .object({
    id: z.string(),
    month,
    amount: signedMoney,
    purchases: z.int(),
    /** Of a deal that was won. */
    orderId: z.string().optional(),
    opportunityId: z.string().optional(),
    wonAt: instant.optional(),
    /** Of a purchase that a shop reported for a member. */
    membershipId: z.string().optional(),
    movementId: z.string().optional(),
    changedAt: instant,
  })
  .meta({ id: "PurchaseEntry" });

/**
 * The entries that a customer's revenue is the sum of, for those whose reports reach it. Two calls.
 * @throws Problem not-found, forbidden
 */
export async function purchasesOf(
  customerId: string,
  request: { limit: number; cursor?: string | undefined; asked: string },
  context: Context,
): Promise<Page<z.input<typeof purchaseEntry>>> {
  const { ownerId, departmentId } = await readOne(customers, customerId, context);
  checkReport({ ownerId, departmentId }, context);
  const { baseCurrency: currency } = await setting(company);
  return readPage({
    ...request,
    waves: [[{ index: "table", key: entryPartition(purchaseLedger, { customer: customerId }) }]],
    order: "ascending",
    parse: (item) => shown(item, currency),
  });
}

/** @throws Problem forbidden unless the caller's reports reach a customer */
export function checkReport(
  whose: { readonly ownerId: string | undefined; readonly departmentId: string | undefined },
  { caller }: Pick<Context, "caller">,
): void {
  if (!covers(reach(caller, "report", "read"), { ...whose, shared: false }))
    throw new Problem("forbidden", "your roles do not let you read reports about this customer");
}

function shown(item: Item, currency: string): z.input<typeof purchaseEntry> {
  const { amount = 0, purchases = 0 } = measuresOf(item);
  return purchaseEntry.parse({ ...item, id: String(item.sk), amount: { amount, currency }, purchases });
}
