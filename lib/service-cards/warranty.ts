import * as z from "zod";
import { addMonths, calendarDate } from "../time/calendar.ts";
import { addDays } from "../time/zone.ts";

/** What a warranty may be found to be. */
export const VERDICTS = ["in-warranty", "expired", "void", "no-warranty", "no-card"] as const;

/** Whether something is under warranty, and why (DOMAIN §9). */
export const verdict = z.object({
  verdict: z.enum(VERDICTS),
  /** The warranty's last day, included. */
  until: calendarDate.optional(),
  /** The first day after it, when it is over. */
  since: calendarDate.optional(),
  reason: z.string(),
});
export type Verdict = z.infer<typeof verdict>;

/** What a verdict is made of. */
interface Warranted {
  readonly status: "active" | "void";
  readonly voidReason?: string | undefined;
  readonly warrantyUntil?: string | undefined;
}

/** Sentences that callers read. */
export const VERDICT_REASONS = {
  inWarranty: (until: string) => `in warranty until ${until}`,
  expired: (since: string) => `the warranty expired: there is none since ${since}`,
  void: (why: string) => `the service card is void: ${why}`,
  noWarranty: "it was sold without a warranty",
  noCard: "no service card was named",
} as const;

/**
 * Whether what a service card stands for is under warranty on a day (DOMAIN §9); pure.
 * @param card none when there is no card
 * @param on calendar date in the company's zone
 */
export function warrantyVerdict(card: Warranted | undefined, on: string): Verdict {
  if (card === undefined) return { verdict: "no-card", reason: VERDICT_REASONS.noCard };
  const { status, voidReason = "", warrantyUntil: until } = card;
  if (status === "void") return { verdict: "void", reason: VERDICT_REASONS.void(voidReason) };
  if (until === undefined) return { verdict: "no-warranty", reason: VERDICT_REASONS.noWarranty };
  if (on <= until) return { verdict: "in-warranty", until, reason: VERDICT_REASONS.inWarranty(until) };
  const since = addDays(until, 1);
  return { verdict: "expired", until, since, reason: VERDICT_REASONS.expired(since) };
}

/**
 * The last day of a warranty, included: the same day of the month some months later, or that month's last day where it
 * has no such day. None for a warranty of no months.
 */
export function warrantyEnd(deliveredOn: string, months: number): string | undefined {
  return months === 0 ? undefined : monthsAfter(deliveredOn, months);
}

/** A calendar date some months later; the last day of a month that is too short for it. */
function monthsAfter(date: string, months: number): string {
  const month = addMonths(date.slice(0, 7), months);
  const last = addDays(`${addMonths(month, 1)}-01`, -1);
  const same = `${month}-${date.slice(8)}`;
  return same < last ? same : last;
}
