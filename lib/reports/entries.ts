import * as z from "zod";
import { readDimensions } from "../aggregates/contribution.ts";
import { entriesOfMonth, type Ledger } from "../aggregates/ledger.ts";
import { measuresOf } from "../aggregates/measures.ts";
import type { Context } from "../http/context.ts";
import { ledgers } from "../ledgers.ts";
import { NO_DEPARTMENT } from "../performance/ledgers.ts";
import type { Item } from "../table/entity.ts";
import { type Page, readPage } from "../table/page.ts";
import type { Partition } from "../table/query.ts";
import { instant } from "../time/calendar.ts";
import { type Asked, periodOf } from "./period.ts";
import { scopeOf } from "./scope.ts";

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

/** The entries behind a figure of a report, month by month. One call a page and month. */
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
  const { salespersonId, departmentId } = wanted;
  return readPage({
    ...request,
    waves: visible.reach.none ? [] : listsOf(ledger, months),
    order: "ascending",
    ...(months.length === 1 && rangeOf(ledger, months[0] ?? "", { departmentId, salespersonId })),
    parse: toEntry,
    passes: (entry) => shown(entry) && fits(entry, wanted),
  });
}

/** Where a list sorts by month the next one is read when it is needed; else all of them side by side. */
function listsOf(ledger: Ledger, months: readonly string[]): Partition[][] {
  const lists = months.map((month): Partition => ({ index: "byAll", key: entriesOfMonth(ledger, month) }));
  return ledger.levels[0].by[0] === "month" ? lists.map((list) => [list]) : [lists];
}

/** Entries are listed by the dimensions of their finest total: by month, department and salesperson where it has these. */
function rangeOf(
  { levels: [finest] }: Ledger,
  month: string,
  { departmentId, salespersonId }: Pick<EntriesQuery, "departmentId" | "salespersonId">,
): { readonly range?: { readonly prefix: string } } {
  if (!finest.by.includes("department")) return {};
  const known = departmentId === undefined ? [month] : [month, departmentId];
  const all = departmentId !== undefined && salespersonId !== undefined ? [...known, salespersonId] : known;
  return { range: { prefix: `${all.join("#")}#` } };
}

function toEntry(item: Item): LedgerEntry {
  const { salesperson, department, product, competitor } = readDimensions(item);
  const departmentId = department ?? item.departmentId;
  return ledgerEntry.parse({
    ...item,
    id: String(item.listSk),
    salespersonId: salesperson ?? item.salespersonId,
    departmentId: departmentId === NO_DEPARTMENT ? undefined : departmentId,
    productId: product,
    competitorId: competitor,
    measures: measuresOf(item),
  });
}

function fits(
  entry: LedgerEntry,
  { salespersonId, departmentId, productId, competitorId, kind }: Omit<EntriesQuery, "ledger">,
): boolean {
  const department = departmentId === NO_DEPARTMENT ? undefined : departmentId;
  return (
    (salespersonId === undefined || entry.salespersonId === salespersonId) &&
    (departmentId === undefined || entry.departmentId === department) &&
    (productId === undefined || entry.productId === productId) &&
    (competitorId === undefined || entry.competitorId === competitorId) &&
    (kind === undefined || entry.kind === kind) &&
    Object.values(entry.measures).some((value) => value !== 0)
  );
}
