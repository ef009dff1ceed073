import { type OccasionName, readKey } from "../mail/occasions.ts";
import { conflict, Problem, ruleBroken } from "../problem/problem.ts";
import { addDays, daysBetween } from "../time/zone.ts";
import { FESTIVALS, keyOf, keysOf } from "./days/yearly.ts";
import type { HolidayDay, Occasion, OccasionKind } from "./occasion.ts";
import { type CareRule, type CareRuleInput, MOST_RULES } from "./rule.ts";

/** Sentences that callers read. */
export const CARE_RULES = {
  revisit: "a revisit is a task for the owner, not a mail",
  template: (key: string, kind: string) => `the template ${key} is not one for the occasion ${kind}`,
  noMail: "a rule that makes no mail has no template",
  close: "the days of a rule lie at least 7 days apart: nobody is greeted more often by one rule",
  everybody:
    "this rule writes to everybody who consents, on each of its days: confirm that with confirmEverybody",
  isOn: "the rule is switched on already",
  isOff: "the rule is switched off already",
  shipped: "a shipped rule is not deleted: switch it off",
  own: "the rule is the company's own: there is no default to restore",
  isDefault: "the rule says what the product ships already",
  most: `there are at most ${MOST_RULES} care rules`,
} as const;

/** Which occasion of the mails a rule's mail is for; none of a rule that cannot write. */
const MAIL_OCCASIONS: Record<OccasionKind, OccasionName | undefined> = {
  birthday: "birthday",
  holiday: "holiday",
  "membership-anniversary": "membership-anniversary",
  "after-delivery": "delivery-follow-up",
  "warranty-ending": "warranty-ending",
  dormant: "win-back",
  "key-account-revisit": undefined,
};

/**
 * Refuses a rule that makes no sense.
 * @param today calendar date in the company's zone
 * @throws Problem rule-broken
 */
export function checkRule({ occasion, makes, template }: CareRuleInput, today: string): void {
  const mails = MAIL_OCCASIONS[occasion.kind];
  if (mails === undefined && makes !== "task") throw ruleBroken(CARE_RULES.revisit, "/makes");
  if (template !== undefined) {
    if (makes === "task" || mails === undefined) throw ruleBroken(CARE_RULES.noMail, "/template");
    if (readKey(template)?.occasion !== mails)
      throw ruleBroken(CARE_RULES.template(template, occasion.kind), "/template");
  }
  if (occasion.kind === "holiday" && areClose(occasion.days, today))
    throw ruleBroken(CARE_RULES.close, "/occasion/days");
}

/** The template of a rule's mails: its own, else that of the festival celebrated, else the occasion's. */
export function templateOf({ occasion, template }: CareRule, date: string): string {
  if (template !== undefined) return template;
  const own = MAIL_OCCASIONS[occasion.kind];
  if (own === undefined) throw new Error(`a ${occasion.kind} rule has no mails`);
  const day = occasion.kind === "holiday" ? dayOn(occasion.days, date) : undefined;
  return day !== undefined && "festival" in day ? `${own}.${day.festival}` : own;
}

/** Which of a rule's days is celebrated on a date. */
export function dayOn(days: readonly HolidayDay[], date: string): HolidayDay | undefined {
  const keys = keysOf(date, "02-28");
  return days.find((day) => keys.includes(keyOf("festival" in day ? FESTIVALS[day.festival] : day)));
}

const YEARS_LOOKED_AT = 3;
const APART = 7;

/** Lunar and solar days move against each other: three years tell. */
function areClose(days: readonly HolidayDay[], today: string): boolean {
  if (days.length === 1) return false;
  let last: string | undefined;
  const until = addDays(today, YEARS_LOOKED_AT * 366);
  for (let date = today; date <= until; date = addDays(date, 1)) {
    if (dayOn(days, date) === undefined) continue;
    if (last !== undefined && daysBetween(last, date) < APART) return true;
    last = date;
  }
  return false;
}

/** Whether a rule writes to everybody who consents, whoever they are. */
export function isForEverybody({
  occasion,
  audience,
  makes,
}: Pick<CareRule, "audience" | "makes"> & { occasion: Occasion }): boolean {
  const isNarrowed = Object.values(audience).some((wanted) => wanted !== undefined && wanted !== false);
  return occasion.kind === "holiday" && makes !== "task" && !isNarrowed;
}

/**
 * Requires that somebody said that everybody is to be written to, where a rule does so.
 * @throws Problem rule-broken
 */
export function checkEverybody(rule: CareRule): void {
  if (isForEverybody(rule) && rule.everybodyConfirmed !== true)
    throw ruleBroken(CARE_RULES.everybody, "/confirmEverybody");
}

/** @throws Problem conflict */
export function mustBe(on: boolean, rule: CareRule): void {
  if (rule.on !== on) throw conflict(on ? CARE_RULES.isOff : CARE_RULES.isOn);
}

export function tooMany(): Problem {
  return new Problem("conflict", CARE_RULES.most);
}
