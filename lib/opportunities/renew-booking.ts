import { entryPartition } from "../aggregates/ledger.ts";
import { purchaseLedger } from "../performance/ledgers.ts";
import type { Posting } from "../performance/posting.ts";
import { purchaseMeasures } from "../performance/purchases.ts";
import { conflict } from "../problem/problem.ts";
import { tableName } from "../table/client.ts";
import type { Item } from "../table/entity.ts";
import { getItems } from "../table/read.ts";
import { type Change, unchanged, type Write } from "../table/write.ts";
import { booking, bookingKey } from "./booking.ts";
import { type Opportunity, opportunities } from "./opportunity.ts";

/**
 * Completes what a win of an earlier release booked: before 0.2.0 a purchase did not say its month, without which nobody
 * knows what a customer bought in a year, or when last. Entry and booking change together, so that undoing the win
 * takes back what stands.
 * @returns how many items are written; none the second time
 */
export async function renewBooking({ id }: Pick<Opportunity, "id">, now: Date): Promise<Change<number>> {
  const items = await getItems([bookingKey(id), { pk: id, sk: opportunities.type }]);
  const { status } = opportunities.schema.parse(items.get(`${id}/${opportunities.type}`));
  const booked = items.get(`${id}/${bookingKey(id).sk}`);
  if (booked === undefined || (status !== "won" && status !== "closed")) return unchanged(0);
  const { postings } = booking.parse(booked);
  const old = postings.find(isWithoutMonth);
  if (old === undefined) return unchanged(0);
  const key = { pk: entryPartition(purchaseLedger, old.dimensions), sk: `${old.name}#booking` };
  const entry = (await getItems([key])).get(`${key.pk}/${key.sk}`);
  if (entry === undefined) return unchanged(0);
  const measures = purchaseMeasures(old.month, old.measures.amount ?? 0);
  const completed = postings.map((posting) => (posting === old ? { ...posting, measures } : posting));
  const revision = Number(entry.revision);
  const next = { ...entry, measures, revision: revision + 1, changedAt: now.toISOString() };
  return {
    writes: [
      replaced({ ...booked, postings: completed }, "winNumber", booked.winNumber),
      replaced(next, "revision", revision),
    ],
    result: 2,
    // It was undone or won anew at this moment: look again.
    retry: () => renewBooking({ id }, now),
  };
}

function isWithoutMonth({ ledger, month, measures }: Posting): boolean {
  return (
    ledger === purchaseLedger.name &&
    !Object.keys(purchaseMeasures(month, 0)).every((name) => name in measures)
  );
}

/** Puts an item while one of its fields is as it was read. */
function replaced(item: Item, field: string, read: unknown): Write {
  return {
    item: {
      Put: {
        TableName: tableName(),
        Item: item,
        ConditionExpression: "#field = :read",
        ExpressionAttributeNames: { "#field": field },
        ExpressionAttributeValues: { ":read": read },
      },
    },
    refused: () => conflict("the win was changed at this moment"),
  };
}
