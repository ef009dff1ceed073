import { SYSTEM } from "../access/caller.ts";
import { asItIs, missingEntries } from "../aggregates/renew.ts";
import { stampOf } from "../http/context.ts";
import { setting } from "../settings/setting.ts";
import { satisfaction } from "../surveys/settings.ts";
import { find } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, unchanged } from "../table/write.ts";
import { DAY } from "../time/units.ts";
import { entryWrites } from "./entries.ts";
import { save } from "./save.ts";
import { type ServiceRequest, serviceRequests } from "./service-request.ts";

/**
 * Brings a request of an earlier release up to this one: before 0.2.0 no ledger kept what it cost, those by product, by
 * tier and of faults did not say whose it is, and one whose customer was asked did not close by itself. That customer
 * has as many days to answer as all others, from now on.
 * @returns how many items are written; none the second time
 */
export async function renewRequest({ id }: Pick<ServiceRequest, "id">, now: Date): Promise<Change<number>> {
  const record = await find(serviceRequests, id);
  if (record === undefined || record.deletedAt !== undefined) return unchanged(0);
  const next = await closingInTime(record, now);
  const entries = await missingEntries(entryWrites(undefined, next));
  if (next === record && entries.length === 0) return unchanged(0);
  return {
    writes: [...(next === record ? [asItIs(serviceRequests, record)] : save(record, next)), ...entries],
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
