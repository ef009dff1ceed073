import { entriesOfMonth } from "../aggregates/ledger.ts";
import { measuresOf } from "../aggregates/measures.ts";
import { purchaseLedger } from "../performance/ledgers.ts";
import { query } from "../table/query.ts";
import { dateIn } from "../time/zone.ts";

/** The day of a customer's last purchase in a month, in the company's zone; purchases taken back do not count. One call. */
export async function lastPurchaseIn(
  customerId: string,
  month: string,
  timeZone: string,
): Promise<string | undefined> {
  const items = await query(
    { index: "byAll", key: entriesOfMonth(purchaseLedger, month) },
    { order: "ascending", range: { prefix: `${customerId}#` } },
  );
  const standing = new Map<string, number>();
  for (const item of items) {
    const at = String(item.wonAt ?? item.changedAt);
    standing.set(at, (standing.get(at) ?? 0) + (measuresOf(item).purchases ?? 0));
  }
  const days = [...standing].flatMap(([at, count]) => (count > 0 ? [dateIn(new Date(at), timeZone)] : []));
  return days.toSorted().at(-1);
}
