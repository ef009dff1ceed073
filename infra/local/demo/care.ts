import type { Person } from "../../../lib/access/directory.ts";
import { allRules, switchOn } from "../../../lib/care/keep.ts";
import type { ContactInput } from "../../../lib/contacts/contact.ts";
import { lunarDateOf } from "../../../lib/time/lunar-date.ts";
import { addDays, dateIn } from "../../../lib/time/zone.ts";
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
