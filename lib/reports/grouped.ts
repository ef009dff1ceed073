import * as z from "zod";
import type { Ledger, Measures } from "../aggregates/ledger.ts";
import { sum } from "../aggregates/measures.ts";
import type { Total } from "../aggregates/totals.ts";
import { NONE } from "../ids/id.ts";
import type { Names } from "./names.ts";
import type { Scope } from "./scope.ts";
import { visibleTotals } from "./visible.ts";

/** What the rows of a report are of. */
export const groupBy = z.enum(["salesperson", "department", "company", "month"]);
export type GroupBy = z.infer<typeof groupBy>;

/** Whose, and of which month, a row is; what all rows have in common is left out. */
export const groupFields = {
  month: z.string().optional(),
  salespersonId: z.string().optional(),
  salespersonName: z.string().optional(),
  departmentId: z.string().optional(),
  departmentName: z.string().optional(),
} as const;

/** A group and what its totals come to. */
export interface Group {
  readonly month?: string;
  readonly salesperson?: string;
  readonly department?: string;
  readonly measures: Measures;
}

/** The totals of some months that a scope covers, of the level that fits. One call where the company's answer, else one a month. */
export function totalsOf(
  ledger: Ledger,
  months: readonly string[],
  by: GroupBy,
  scope: Scope,
): Promise<Total[]> {
  return visibleTotals(ledger, by === "month" ? "company" : by, months, scope);
}

/**
 * What the totals of some months come to by one of their dimensions: of the company's level, or, where the caller sees a
 * part of the company, of those salespeople who are in it. One call a month, whatever was sold.
 */
export async function measuresBy(
  ledger: Ledger,
  company: string,
  dimension: string,
  months: readonly string[],
  scope: Scope,
): Promise<ReadonlyMap<string, Measures>> {
  const found = await visibleTotals(ledger, company, months, scope);
  const groups = Map.groupBy(found, ({ dimensions }) => dimensions[dimension] ?? "");
  return new Map([...groups].map(([value, all]) => [value, sum(all.map(({ measures }) => measures))]));
}

/** Totals added up by what the rows are of; groups that come to nothing are left out. */
export function grouped(all: readonly Total[], by: readonly GroupBy[]): Group[] {
  const keyOf = ({ dimensions }: Total) => ({
    ...(by.includes("month") && { month: dimensions.month }),
    ...(by.includes("salesperson") && { salesperson: dimensions.salesperson }),
    ...(by.includes("department") && { department: dimensions.department }),
  });
  const groups = Map.groupBy(all, (total) => JSON.stringify(keyOf(total)));
  return [...groups.values()]
    .flatMap((members): Group[] => {
      const measures = sum(members.map(({ measures }) => measures));
      const [first] = members;
      return first === undefined || Object.keys(measures).length === 0 ? [] : [{ ...keyOf(first), measures }];
    })
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

const order = ({ month, department, salesperson }: Group) =>
  [month, department, salesperson].filter((part) => part !== undefined).join("#");

/** Whose a group is, by name. */
export function titled({ month, salesperson, department }: Group, names: Names) {
  return {
    month,
    ...(salesperson !== undefined && {
      salespersonId: salesperson,
      salespersonName: names.person(salesperson),
    }),
    ...(department !== undefined &&
      department !== NONE && {
        departmentId: department,
        departmentName: names.department(department),
      }),
  };
}

/** A path with query parameters: where the entries behind a figure are read. */
export function linkTo(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, value);
  return `${path}?${query}`;
}
