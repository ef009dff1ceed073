import { Problem } from "../problem/problem.ts";
import { addMonths, month, monthsBetween } from "../time/calendar.ts";

/** Most months that are asked for at once. */
export const MOST_MONTHS = 24;

/** Query parameters of a list of what counts in months: one, or several in a row. */
export const months = {
  month: month.optional().meta({ description: "Not together with from and to" }),
  from: month.optional().meta({ description: "First month" }),
  to: month.optional().meta({ description: `Last month, included; at most ${MOST_MONTHS} in all` }),
} as const;

/** What was asked for of them. */
export interface AskedMonths {
  readonly month?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * The months asked for; none when there was no such question.
 * @param ahead months from `from` on when only that is told
 * @throws Problem invalid-request
 */
export function monthsAsked({ month, from, to }: AskedMonths, ahead = 0): readonly string[] | undefined {
  if (month !== undefined && (from !== undefined || to !== undefined))
    refuse("query/month", "is not given together with from or to");
  const first = month ?? from ?? to;
  if (first === undefined) return undefined;
  const last = month ?? to ?? addMonths(first, ahead);
  if (last < first) refuse("query/to", `must not be before ${first}`);
  if (last > addMonths(first, MOST_MONTHS - 1)) refuse("query/to", `must be within ${MOST_MONTHS} months`);
  return monthsBetween(first, last);
}

function refuse(pointer: string, detail: string): never {
  throw new Problem("invalid-request", `${pointer}: ${detail}`, { flaws: [{ pointer, detail }] });
}
