import { covers, reach } from "../access/reach.ts";
import { entriesOfMonth } from "../aggregates/ledger.ts";
import type { Context } from "../http/context.ts";
import { NONE } from "../ids/id.ts";
import { salesLedger } from "../performance/ledgers.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { type Item, partitionOf } from "../table/entity.ts";
import { type Page, readPage } from "../table/page.ts";
import type { Partition } from "../table/query.ts";
import { monthIn } from "../time/zone.ts";
import { type CommissionEntry, entriesOfOpportunity, toCommissionEntry } from "./entry.ts";

export interface EntryQuery {
  /** The current one unless told, or unless an opportunity is named. */
  readonly month?: string | undefined;
  readonly salespersonId?: string | undefined;
  readonly departmentId?: string | undefined;
  readonly opportunityId?: string | undefined;
  readonly kind?: CommissionEntry["kind"] | undefined;
}

/**
 * The commission entries that the caller may read and that fit, by department and salesperson. One call a page, for a
 * scope of several departments one each.
 */
export async function findEntries(
  wanted: EntryQuery,
  request: { limit: number; cursor?: string | undefined; asked: string },
  { caller, now }: Context,
): Promise<Page<CommissionEntry>> {
  const { timeZone } = await setting(company);
  const month = wanted.month ?? (wanted.opportunityId === undefined ? monthIn(now, timeZone) : undefined);
  const readable = reach(caller, "commission-entry", "read");
  const page = await readPage<CommissionEntry | undefined>({
    ...request,
    waves: [readable.none ? [] : partitionsFor({ ...wanted, month: month ?? "" }, readable)],
    order: "ascending",
    ...(month !== undefined && wanted.opportunityId === undefined && { range: { prefix: `${month}#` } }),
    parse: (item: Item) => toCommissionEntry(item),
    passes: (entry) =>
      entry !== undefined &&
      covers(readable, { ownerId: entry.salespersonId, departmentId: entry.departmentId, shared: false }) &&
      fits(entry, { ...wanted, month }),
  });
  return { ...page, items: page.items.filter((entry) => entry !== undefined) };
}

function partitionsFor(
  { month, salespersonId, departmentId, opportunityId }: EntryQuery & { month: string },
  readable: ReturnType<typeof reach>,
): Partition[] {
  const of = (userId: string): Partition => ({
    index: "byOwner",
    key: partitionOf.owner(userId, "commission-entry"),
  });
  const within = (id: string): Partition => ({
    index: "byDepartment",
    key: partitionOf.department(id, "commission-entry"),
  });
  if (opportunityId !== undefined) return [{ index: "byCustomer", key: entriesOfOpportunity(opportunityId) }];
  if (salespersonId !== undefined) return [of(salespersonId)];
  if (departmentId !== undefined && departmentId !== NONE) return [within(departmentId)];
  if (readable.all) return [{ index: "byAll", key: entriesOfMonth(salesLedger, month) }];
  return [of(readable.userId), ...[...readable.departments].map(within)];
}

function fits(
  entry: CommissionEntry,
  { month, salespersonId, departmentId, opportunityId, kind }: EntryQuery,
): boolean {
  return (
    (month === undefined || entry.month === month) &&
    (salespersonId === undefined || entry.salespersonId === salespersonId) &&
    (departmentId === undefined || (entry.departmentId ?? NONE) === departmentId) &&
    (opportunityId === undefined || entry.opportunityId === opportunityId) &&
    (kind === undefined || entry.kind === kind)
  );
}
