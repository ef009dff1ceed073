import { SYSTEM } from "../access/caller.ts";
import { stampOf } from "../http/context.ts";
import { conflict } from "../problem/problem.ts";
import { setting } from "../settings/setting.ts";
import { satisfaction } from "../surveys/settings.ts";
import { tableName } from "../table/client.ts";
import { find, getItems } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, keyOf, unchanged, type Write } from "../table/write.ts";
import { DAY } from "../time/units.ts";
import { entryWrites } from "./entries.ts";
import { save } from "./save.ts";
import { type ServiceRequest, serviceRequests } from "./service-request.ts";

/**
 * Brings a request of an earlier release up to this one: before 0.2.0 no ledger kept what it cost, and one whose customer
 * was asked did not close by itself. That customer has as many days to answer as all others, from now on.
 * @returns how many items are written; none the second time
 */
export async function renewRequest({ id }: Pick<ServiceRequest, "id">, now: Date): Promise<Change<number>> {
  const record = await find(serviceRequests, id);
  if (record === undefined || record.deletedAt !== undefined) return unchanged(0);
  const next = await closingInTime(record, now);
  const entries = await missingEntries(next);
  if (next === record && entries.length === 0) return unchanged(0);
  return {
    writes: [...(next === record ? [asItIs(record)] : save(record, next)), ...entries],
    result: entries.length + (next === record ? 0 : 1),
    // Somebody changed the request at this moment: look again.
    retry: () => renewRequest({ id }, now),
  };
}

async function closingInTime(record: ServiceRequest, now: Date): Promise<ServiceRequest> {
  if (record.status !== "surveyed" || record.closesAt !== undefined) return record;
  const { closeAfterDays } = await setting(satisfaction);
  const closesAt = new Date(now.getTime() + closeAfterDays * DAY).toISOString();
  return nextVersion(record, { closesAt }, stampOf({ caller: SYSTEM, now }));
}

/** The entries of ledgers that did not exist when the request was last written. */
async function missingEntries(record: ServiceRequest): Promise<Write[]> {
  const all = entryWrites(undefined, record);
  const keys = all.flatMap(({ item }) =>
    item.Put?.Item === undefined ? [] : [{ pk: String(item.Put.Item.pk), sk: String(item.Put.Item.sk) }],
  );
  const there = await getItems(keys);
  return all.filter((write) => !there.has(keyOf(write)));
}

/** Requires, inside the transaction, that nobody has changed the request: its entries equal it. */
function asItIs({ id, version }: ServiceRequest): Write {
  return {
    item: {
      ConditionCheck: {
        TableName: tableName(),
        Key: { pk: id, sk: serviceRequests.type },
        ConditionExpression: "#version = :version",
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":version": version },
      },
    },
    refused: () => conflict("the request was changed at this moment"),
  };
}
