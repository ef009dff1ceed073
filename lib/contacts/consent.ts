import * as z from "zod";
import { ruleBroken } from "../problem/problem.ts";
import { calendarDate } from "../time/calendar.ts";

/** Sentences that callers read. */
export const CONSENT_RULES = { future: "nobody consents in the future" } as const;

/** Whether somebody wants care e-mails, and since when that is so: today unless told. */
export const consentInput = z.strictObject({ consent: z.boolean(), on: calendarDate.optional() });
type ConsentInput = z.infer<typeof consentInput>;

/** The same with its date, as it is kept. */
export const consent = z.object({ consent: z.boolean(), on: calendarDate });
type Consent = z.infer<typeof consent>;

/**
 * A consent with its date.
 * @param before as it was; one that did not change keeps its date
 * @param today calendar date in the company's zone
 * @throws Problem rule-broken
 */
export function dated(
  given: ConsentInput | undefined,
  before: Consent | undefined,
  today: string,
): Consent | undefined {
  if (given === undefined) return undefined;
  const { consent: is, on } = given;
  if (on !== undefined && on > today) throw ruleBroken(CONSENT_RULES.future, "/careMails/on");
  const isOlder = before !== undefined && before.consent !== is && before.on === on;
  return { consent: is, on: on === undefined || isOlder ? today : on };
}

interface Consenting {
  readonly careMails?: Consent | undefined;
  readonly deletedAt?: string | undefined;
}

/** Whether somebody who consented does so no longer; whoever was deleted consents to nothing. */
export function isWithdrawn(was: Consenting | undefined, is: Consenting): boolean {
  const consents = ({ careMails, deletedAt }: Consenting) =>
    careMails?.consent === true && deletedAt === undefined;
  return was !== undefined && consents(was) && !consents(is);
}
