import { Problem } from "../problem/problem.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { addMonths, month, monthsBetween } from "../time/calendar.ts";
import { monthIn } from "../time/zone.ts";

/** Most months of one report. */
export const MOST_MONTHS = 24;

/** Query parameters of reports about a month or several. */
export const period = {
  month: month.optional().meta({ description: "The current one unless told; not together with from and to" }),
  from: month.optional().meta({ description: "First month" }),
  to: month.optional().meta({ description: `Last month, included; at most ${MOST_MONTHS} in all` }),
} as const;

/** The budget of a report that asks for some figures of each month, and for some more of all. */
export const aMonthEach = (calls: number, more = 0) => ({
  calls: calls * MOST_MONTHS + more,
  because: `${calls === 1 ? "one" : calls} a month of the period${more > 0 ? ", and the names" : ""}`,
});

export interface Asked {
  readonly month?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A period as its first and last month. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly months: readonly string[];
}

/**
 * The months asked for, in the company's zone.
 * @param ahead months from `from` on when only that is told, or nothing
 * @throws Problem invalid-request
 */
export async function periodOf({ month, from, to }: Asked, now: Date, ahead = 0): Promise<Period> {
  if (month !== undefined && (from !== undefined || to !== undefined))
    refuse("query/month", "is not given together with from or to");
  const first = month ?? from ?? to ?? (await thisMonth(now));
  const last = month ?? to ?? addMonths(first, ahead);
  if (last < first) refuse("query/to", `must not be before ${first}`);
  if (last > addMonths(first, MOST_MONTHS - 1)) refuse("query/to", `must be within ${MOST_MONTHS} months`);
  return { from: first, to: last, months: monthsBetween(first, last) };
}

/** The current month in the company's zone. */
export async function thisMonth(now: Date): Promise<string> {
  const { timeZone } = await setting(company);
  return monthIn(now, timeZone);
}

function refuse(pointer: string, detail: string): never {
  throw new Problem("invalid-request", `${pointer}: ${detail}`, { flaws: [{ pointer, detail }] });
}

/** A period as query parameters. */
export function periodQuery({ from, to }: Pick<Period, "from" | "to">): Record<string, string> {
  return from === to ? { month: from } : { from, to };
}
