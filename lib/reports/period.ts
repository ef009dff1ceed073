import { type AskedMonths, MOST_MONTHS, months, monthsAsked } from "../resource/months.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { month } from "../time/calendar.ts";
import { monthIn } from "../time/zone.ts";

/** Query parameters of reports about a month or several. */
export const period = {
  ...months,
  month: month.optional().meta({ description: "The current one unless told; not together with from and to" }),
} as const;

/** The budget of a report that asks for some figures of each month, and for some more of all. */
export const aMonthEach = (calls: number, more = 0) => ({
  calls: calls * MOST_MONTHS + more,
  because: `${calls === 1 ? "one" : calls} a month of the period${more > 0 ? ", and the names" : ""}`,
});

export type Asked = AskedMonths;

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
export async function periodOf(asked: Asked, now: Date, ahead = 0): Promise<Period> {
  const all = monthsAsked(asked, ahead) ?? monthsAsked({ from: await thisMonth(now) }, ahead) ?? [];
  const [from = ""] = all;
  return { from, to: all.at(-1) ?? from, months: all };
}

/** The current month in the company's zone. */
export async function thisMonth(now: Date): Promise<string> {
  const { timeZone } = await setting(company);
  return monthIn(now, timeZone);
}

/** A period as query parameters. */
export function periodQuery({ from, to }: Pick<Period, "from" | "to">): Record<string, string> {
  return from === to ? { month: from } : { from, to };
}
