import type { Contact } from "../contacts/contact.ts";
import type { CustomerValue } from "../customer-value/customer-value.ts";
import type { Customer } from "../customers/customer.ts";
import type { Delivery } from "../deliveries/delivery.ts";
import type { Language } from "../mail/mail.ts";
import type { Value } from "../mail/values.ts";
import type { Membership } from "../memberships/membership.ts";
import type { ServiceCard } from "../service-cards/service-card.ts";
import { addDays, daysBetween } from "../time/zone.ts";
import { isOfPerson } from "./care-mail.ts";
import { FESTIVALS, keyOf, keysOf, type LeapDay, yearlyOf, yearOf } from "./days/yearly.ts";
import type { CareRule } from "./rule.ts";
import { dayOn } from "./rules.ts";
import { dormantSince } from "./whom.ts";
import { FESTIVAL_NAMES } from "./words.ts";

/** What is known of whom a day concerns, as it stands. */
export interface Subject {
  readonly customer: Customer;
  /** Where the day is a contact's own. */
  readonly contact?: Contact | undefined;
  readonly membership?: Membership | undefined;
  readonly value?: CustomerValue | undefined;
  readonly delivery?: Delivery | undefined;
  readonly card?: ServiceCard | undefined;
  /** The name of the membership's tier. */
  readonly tierName?: string | undefined;
  readonly language: Language;
}

/** An occasion of somebody: what tells it from its others, whose it is, and what a mail says of it. */
export interface Told {
  readonly key: string;
  /** The contact or the customer whom it counts for. */
  readonly whose: string;
  readonly values: Readonly<Record<string, Value | undefined>>;
}

/** The occasion as the records tell it now; `undefined` when it is none any more: indexes are behind for moments. */
export function occasionOf(
  { occasion }: Pick<CareRule, "occasion">,
  date: string,
  subject: Subject,
  leapDay: LeapDay,
): Told | undefined {
  const { customer, contact, membership, value, delivery, card, tierName, language } = subject;
  const whose = isOfPerson(occasion.kind) ? (contact?.id ?? customer.id) : customer.id;
  const told = (key: string, values: Told["values"] = {}): Told => ({ key, whose, values });
  switch (occasion.kind) {
    case "birthday": {
      const { birthday } = contact ?? customer;
      if (birthday === undefined || !keysOf(date, leapDay).includes(keyOf(birthday))) return undefined;
      return told(yearOf(birthday.calendar, date));
    }
    case "holiday": {
      const day = dayOn(occasion.days, date);
      if (day === undefined) return undefined;
      if (!("festival" in day)) return told(`${keyOf(day)} ${yearOf(day.calendar, date)}`);
      const { calendar } = FESTIVALS[day.festival];
      return told(`${day.festival} ${yearOf(calendar, date)}`, {
        festival: FESTIVAL_NAMES[language][day.festival],
      });
    }
    case "membership-anniversary": {
      if (membership === undefined) return undefined;
      const { joinedOn } = membership;
      const years = Number(date.slice(0, 4)) - Number(joinedOn.slice(0, 4));
      if (years < 1 || !keysOf(date, leapDay).includes(keyOf(yearlyOf(joinedOn)))) return undefined;
      return told(date.slice(0, 4), { years, tier: tierName });
    }
    case "after-delivery": {
      const deliveredOn = delivery?.status === "delivered" ? delivery.deliveredOn : undefined;
      if (deliveredOn !== addDays(date, -occasion.days)) return undefined;
      return told(deliveredOn, { product: delivery?.ordered[0]?.productName, deliveredOn });
    }
    case "warranty-ending": {
      const { status, warrantyUntil, productName, number } = card ?? {};
      if (status !== "active" || warrantyUntil !== addDays(date, occasion.daysBefore)) return undefined;
      return told(warrantyUntil, { product: productName, warrantyUntil, cardNumber: number });
    }
    case "dormant": {
      const since = value?.dormant === true ? value.dormantSince : undefined;
      if (since === undefined || !dormantSince(date, occasion.againEveryDays).includes(since))
        return undefined;
      return told(`${since} +${daysBetween(since, date)}`, { lastPurchaseOn: membership?.lastPurchaseOn });
    }
    case "key-account-revisit":
      if (customer.keyAccount !== true || customer.revisitOn === undefined) return undefined;
      return customer.revisitOn <= date ? told(customer.revisitOn) : undefined;
    default:
      return occasion satisfies never;
  }
}
