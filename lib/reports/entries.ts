import * as z from "zod";
import { readDimensions } from "../aggregates/contribution.ts";
import { entriesOfMonth, type Ledger } from "../aggregates/ledger.ts";
import { measuresOf } from "../aggregates/measures.ts";
import { totalsWhere } from "../aggregates/totals.ts";
import type { Context } from "../http/context.ts";
import { NONE } from "../ids/id.ts";
import { ledgers } from "../ledgers.ts";
import type { Item } from "../table/entity.ts";
import { type Page, readPage } from "../table/page.ts";
import type { Partition } from "../table/query.ts";
import { instant } from "../time/calendar.ts";
import { type Asked, periodOf } from "./period.ts";
import { type Scope, scopeOf } from "./scope.ts";

/** The ledgers that reports are made of. */
export const REPORTED = ["sales", "pipeline", "products", "competitors"] as const;

/** An entry of a ledger, as it stands behind a figure. */
export const ledgerEntry = z
  .object({
    id: z.string(),
    ledger: z.string(),
    kind: z
      .string()
      .optional()
      .meta({ description: "sale, commission, product; won or lost; none while open" }),
    purpose: z.enum(["booking", "reversal", "adjustment"]).optional(),
    month: z.string(),
    salespersonId: z.string().optional(),
    departmentId: z.string().optional(),
    productId: z.string().optional(),
    competitorId: z.string().optional(),
    opportunityId: z.string(),
    orderId: z.string().optional(),
    customerId: z.string().optional(),
    measures: z
      .record(z.string(), z.int())
      .meta({ description: "What it adds to the figures; amounts in minor units" }),
    changedAt: instant,
  })
  .meta({ id: "LedgerEntry" });
export type LedgerEntry = z.infer<typeof ledgerEntry>;

export interface EntriesQuery extends Asked {
  readonly ledger: (typeof REPORTED)[number];
  readonly salespersonId?: string | undefined;
  readonly departmentId?: string | undefined;
  readonly productId?: string | undefined;
  readonly competitorId?: string | undefined;
  readonly kind?: string | undefined;
}

/**
 * The entries behind a figure of a report, month by month. One call a page and month; for those who see a part of the
 * company, and for one salesperson of all, one more a month, and one for each department that they were in.
 */
export async function ledgerEntries(
  { ledger: name, month, from, to, ...wanted }: EntriesQuery,
  request: { limit: number; cursor?: string | undefined; asked: string },
  { caller, now }: Context,
): Promise<Page<LedgerEntry>> {
  const ledger = ledgers.find((one) => one.name === name);
  if (ledger === undefined) throw new Error(`no ledger ${name} is declared`);
  const months = month === "undated" ? [month] : (await periodOf({ month, from, to }, now)).months;
  const visible = scopeOf(caller);
  const paid = scopeOf(caller, "commission-entry");
  const shown = ({ kind, salespersonId, departmentId }: LedgerEntry) =>
    (kind === "commission" ? [visible, paid] : [visible]).every(
      (scope) => scope.all || scope.covers(salespersonId, departmentId),
    );
  const waves = visible.reach.none
    ? []
    : await Promise.all(months.map((month) => listsOf(ledger, month, visible, wanted)));
  return readPage({
    ...request,
    waves,
    order: "ascending",
    parse: toEntry,
    passes: (entry) => shown(entry) && fits(entry, wanted),
  });
}

/**
 * What is read of a month: entries are listed by its departments, and below them by salesperson. Which of these have any
 * the totals tell, so that nobody reads through the whole company's for their own.
 */
async function listsOf(
  ledger: Ledger,
  month: string,
  visible: Scope,
  { departmentId, salespersonId }: Pick<EntriesQuery, "departmentId" | "salespersonId">,
): Promise<Partition[]> {
  const list: Partition = { index: "byAll", key: entriesOfMonth(ledger, month) };
  const below = (...path: string[]) => `${[month, ...path].join("#")}#`;
  if (visible.all && salespersonId === undefined)
    return [departmentId === undefined ? list : { ...list, prefix: below(departmentId) }];
  const found = await totalsWhere(ledger, ledger.levels[0].name, month);
  const prefixes = found.flatMap(({ dimensions: { department = "", salesperson = "" } }) => {
    const isWanted =
      (departmentId ?? department) === department && (salespersonId ?? salesperson) === salesperson;
    if (!isWanted || !visible.covers(salesperson, department)) return [];
    const isWhole = salespersonId === undefined && visible.reach.departments.has(department);
    return [isWhole ? below(department) : below(department, salesperson)];
  });
  return [...new Set(prefixes)].map((prefix) => ({ ...list, prefix }));
}

function toEntry(item: Item): LedgerEntry {
  const { salesperson, department, product, competitor } = readDimensions(item);
  const departmentId = department ?? item.departmentId;
  return ledgerEntry.parse({
    ...item,
    id: String(item.listSk),
    salespersonId: salesperson ?? item.salespersonId,
    departmentId: departmentId === NONE ? undefined : departmentId,
    productId: product,
    competitorId: competitor,
    measures: measuresOf(item),
  });
}

function fits(
  entry: LedgerEntry,
  { salespersonId, departmentId, productId, competitorId, kind }: Omit<EntriesQuery, "ledger">,
): boolean {
  const department = departmentId === NONE ? undefined : departmentId;
  return (
    (salespersonId === undefined || entry.salespersonId === salespersonId) &&
    (departmentId === undefined || entry.departmentId === department) &&
    (productId === undefined || entry.productId === productId) &&
    (competitorId === undefined || entry.competitorId === competitorId) &&
    (kind === undefined || entry.kind === kind) &&
    Object.values(entry.measures).some((value) => value !== 0)
  );
}
