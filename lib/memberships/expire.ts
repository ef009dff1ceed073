import { SYSTEM } from "../access/caller.ts";
import type { Customer } from "../customers/customer.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put, unchanged, type Write } from "../table/write.ts";
import { dueAtOf } from "./course.ts";
import { MEMBERSHIP, movementWrites } from "./entries.ts";
import { type Membership, memberships } from "./membership.ts";
import { type MailTerms, pointsWarning } from "./notify.ts";
import type { Terms } from "./terms.ts";
import { decideExpiry } from "./top-up.ts";

/** What a member's due points are decided by. */
export interface DueTerms {
  readonly terms: Terms;
  readonly mail: MailTerms;
}

/**
 * What is due with a member's points: those whose last day is over go, and of those whose last day comes a mail warns,
 * each once, whoever else looks at the same time. One call.
 * @param customer whom the mail goes to; nobody when the customer is gone
 */
export function pointsDue(
  was: Membership,
  customer: Customer | undefined,
  by: DueTerms,
  now: Date,
): Change<undefined> {
  const stamp = { by: SYSTEM.userId, now };
  const gone = decideExpiry(was, by.terms, stamp);
  const stands = gone?.next ?? nextVersion(was, {}, stamp);
  const lot = toWarnOf(stands, by.terms, now);
  const warnedFor = lot?.expiresOn ?? stands.warnedFor;
  const dueAt = dueAtOf(stands.points, warnedFor, by.terms.points, by.terms.timeZone);
  if (gone === undefined && lot === undefined && dueAt === was.dueAt) return unchanged(undefined);
  const next: Membership = { ...stands, warnedFor, dueAt };
  const mails =
    lot === undefined || customer === undefined ? [] : pointsWarning(customer, stands, lot, by.mail, now);
  const writes =
    gone === undefined
      ? put(memberships, next, was, { label: MEMBERSHIP })
      : movementWrites({ ...gone, next });
  return withMails(writes, mails, was, customer, by, now);
}

function withMails(
  writes: readonly Write[],
  mails: readonly Write[],
  was: Membership,
  customer: Customer | undefined,
  by: DueTerms,
  now: Date,
): Change<undefined> {
  return {
    writes: [...writes, ...mails],
    result: undefined,
    retry: (refusals) => {
      const there = refusals.find(({ label }) => label === MEMBERSHIP)?.there;
      if (there !== undefined) return pointsDue(memberships.schema.parse(there), customer, by, now);
      // The mail is there: whoever was warned of these points is not warned again.
      return mails.length > 0 ? withMails(writes, [], was, customer, by, now) : undefined;
    },
  };
}

/** The points that a mail is to warn of today. */
export function toWarnOf(
  { points: { lots }, warnedFor }: Membership,
  { points: rules, timeZone }: Terms,
  now: Date,
): { expiresOn: string; points: number } | undefined {
  const [first] = lots;
  const { expiresOn, points = 0 } = first ?? {};
  if (expiresOn === undefined || rules.warnDays === 0 || warnedFor === expiresOn) return undefined;
  const warnAt = dueAtOf({ lots }, undefined, rules, timeZone);
  return warnAt !== undefined && warnAt <= now.toISOString() ? { expiresOn, points } : undefined;
}
