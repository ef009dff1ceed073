import { outOfQuietHours } from "../care/quiet-hours.ts";
import { careRestraint } from "../care/settings.ts";
import type { Customer } from "../customers/customer.ts";
import { queueCareMail } from "../mail/care.ts";
import type { Language } from "../mail/mail.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import type { Write } from "../table/write.ts";
import type { Membership } from "./membership.ts";
import type { Tiers } from "./tiers.ts";

/** What members' mails are written by besides the member. */
export interface MailTerms {
  readonly timeZone: string;
  /** Of customers who have none of their own. */
  readonly language: Language;
  readonly quietHours: typeof careRestraint.default.quietHours;
}

/** The terms as they stand, from the cache. */
export async function mailTermsNow(): Promise<MailTerms> {
  const [{ timeZone, language }, { quietHours }] = await Promise.all([
    setting(company),
    setting(careRestraint),
  ]);
  return { timeZone, language, quietHours };
}

/** A member's mail, whatever it says. */
interface Said {
  readonly rule: string;
  readonly occasion: string;
  readonly at: Date;
  readonly template: Parameters<typeof queueCareMail>[0]["template"];
  readonly values: Parameters<typeof queueCareMail>[0]["values"];
}

/** Queues a member's mail out of quiet hours; none for whoever has no address or does not want to be written to. */
function mailTo(
  { id, name, email, language, careMails }: Customer,
  said: Said,
  terms: MailTerms,
  now: Date,
): Write[] {
  if (email === undefined || careMails?.consent === false) return [];
  return queueCareMail(
    {
      ...said,
      kind: "membership",
      recipient: { id, customerId: id, name, address: email, language: language ?? terms.language },
      sendAt: outOfQuietHours(now, terms.quietHours, terms.timeZone),
    },
    now,
  );
}

/** Congratulates on a tier, once a membership however often it is reached. */
export function congratulation(
  customer: Customer,
  { tier: key, createdAt, rejoinedAt }: Membership,
  tiers: Tiers,
  terms: MailTerms,
  now: Date,
): Write[] {
  const tier = tiers.find((one) => one.key === key);
  if (tier === undefined) return [];
  const { name, discountBasisPoints, privileges } = tier;
  const joint = (customer.language ?? terms.language) === "en" ? ", " : "、";
  return mailTo(
    customer,
    {
      rule: "membership.tier-raised",
      occasion: key,
      at: new Date(rejoinedAt ?? createdAt),
      template: { key: "tier-raised", tier: key },
      values: {
        tier: name,
        ...(discountBasisPoints > 0 && { discount: discountBasisPoints }),
        ...(privileges.length > 0 && { privileges: privileges.join(joint) }),
      },
    },
    terms,
    now,
  );
}

/** Warns of points before their last day, once. */
export function pointsWarning(
  customer: Customer,
  { tier, points }: Membership,
  lot: { readonly expiresOn: string; readonly points: number },
  terms: MailTerms,
  now: Date,
): Write[] {
  return mailTo(
    customer,
    {
      rule: "membership.points-expiring",
      occasion: lot.expiresOn,
      at: new Date(lot.expiresOn),
      template: { key: "points-expiring", tier },
      values: { points: lot.points, expiresOn: lot.expiresOn, balance: points.balance },
    },
    terms,
    now,
  );
}
