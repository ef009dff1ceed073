import { tableName } from "../table/client.ts";
import { stale } from "../table/conditions.ts";
import type { Entity } from "../table/entity.ts";
import { getItems } from "../table/read.ts";
import type { RecordBase } from "../table/record.ts";
import { keyOf, type Write } from "../table/write.ts";

/**
 * Those of a record's entries that are not there: of ledgers which did not exist when it was last written. To be written
 * with `asItIs`, or with the record's next version.
 * @param all the entries that the record adds to the ledgers as it stands
 */
export async function missingEntries(all: readonly Write[]): Promise<Write[]> {
  const keys = all.flatMap(({ item }) =>
    item.Put?.Item === undefined ? [] : [{ pk: String(item.Put.Item.pk), sk: String(item.Put.Item.sk) }],
  );
  const there = await getItems(keys);
  return all.filter((write) => !there.has(keyOf(write)));
}

/** Requires, inside the transaction, that nobody has changed a record since it was read: its entries equal it. */
export function asItIs<R extends RecordBase>({ type }: Entity<R>, { id, version }: R): Write {
  return {
    item: {
      ConditionCheck: {
        TableName: tableName(),
        Key: { pk: id, sk: type },
        ConditionExpression: "#version = :version",
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":version": version },
      },
    },
    refused: stale,
  };
}
