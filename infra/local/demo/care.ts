import { SYSTEM } from "../../../lib/access/caller.ts";
import type { Person } from "../../../lib/access/directory.ts";
import { type CareMail, careMails } from "../../../lib/care/care-mail.ts";
import { allRules, switchOn } from "../../../lib/care/keep.ts";
import { HOLD_SENTENCES } from "../../../lib/care/restraint.ts";
import { shippedRules } from "../../../lib/care/shipped.ts";
import type { ContactInput } from "../../../lib/contacts/contact.ts";
import type { Customer } from "../../../lib/customers/customer.ts";
import { derivedId } from "../../../lib/ids/derived.ts";
import { commit } from "../../../lib/table/commit.ts";
import { firstVersion } from "../../../lib/table/record.ts";
import { put } from "../../../lib/table/write.ts";
import { lunarDateOf } from "../../../lib/time/lunar-date.ts";
import { addDays, dateIn, instantIn } from "../../../lib/time/zone.ts";
import { at, done } from "./act.ts";

const ZONE = "Asia/Shanghai";

/** Of so many contacts one has a birthday within the next days, every other of these by the lunar calendar. */
const SOON = 15;
const DAYS = 4;

/** What the demo company cares for from today on: a clock that is moved to tomorrow shows greetings. */
const RULES = [
  "birthday",
  "membership-anniversary",
  "after-delivery",
  "warranty-ending",
  "key-account-revisit",
];

/** The birthday of the contact of one of the customers. */
export function birthdayOf(
  index: number,
  other: { month: number; day: number },
  today: Date,
): NonNullable<ContactInput["birthday"]> {
  if (index % SOON !== 0) return { calendar: "solar", ...other };
  const date = addDays(dateIn(today, ZONE), 1 + ((index / SOON) % DAYS));
  if (index % (2 * SOON) === 0)
    return { calendar: "solar", month: Number(date.slice(5, 7)), day: Number(date.slice(8)) };
  const { month, day, leap } = lunarDateOf(date);
  return { calendar: "lunar", month, day, ...(leap && { leapMonth: true }) };
}

/** Switches the rules on. */
export async function careFromToday(admin: Person, today: Date): Promise<void> {
  const rules = await allRules();
  for (const { id, shipped } of rules)
    if (shipped !== undefined && RULES.includes(shipped)) await done(switchOn(id, {}, at(admin, today)));
}

/** What was done for a person on a birthday of the last weeks: greeted, or held back for want of consent. */
export async function greeted(customer: Customer, date: string): Promise<void> {
  const rule = shippedRules.find(({ shipped }) => shipped === "birthday");
  if (rule === undefined) throw new Error("no rule greets on birthdays");
  const sendAt = instantIn(date, rule.sendAt, ZONE);
  const year = date.slice(0, 4);
  const consents = customer.careMails?.consent === true;
  const record: CareMail = {
    ...firstVersion(derivedId("care-mail", instantIn(date, "00:00", ZONE), rule.id, customer.id, year), {
      by: SYSTEM.userId,
      now: sendAt,
    }),
    ruleId: rule.id,
    ruleName: rule.name,
    occasion: rule.occasion.kind,
    occasionKey: year,
    date,
    customerId: customer.id,
    customerName: customer.name,
    customerOwnerId: customer.ownerId,
    departmentId: customer.departmentId,
    recipientName: customer.name,
    ...(consents
      ? { status: "delivered", template: "birthday", sendAt: sendAt.toISOString() }
      : { status: "held", reason: "no-consent", why: HOLD_SENTENCES["no-consent"] }),
  };
  await commit({ writes: put(careMails, record, undefined), result: undefined });
}
