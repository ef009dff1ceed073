import type { Language } from "../mail/mail.ts";
import { type OccasionName, variablesOf } from "../mail/occasions.ts";
import type { Value, Values } from "../mail/values.ts";

/** What stands in for a mail's own values in a preview: as they could be. */
const EXAMPLES: Readonly<Record<string, string | number | boolean | Readonly<Record<Language, string>>>> = {
  festival: { "zh-CN": "中秋节", "zh-TW": "中秋節", en: "Mid-Autumn Festival" },
  years: 3,
  tier: "VIP",
  product: { "zh-CN": "净水器 A3", "zh-TW": "淨水器 A3", en: "Water Purifier A3" },
  deliveredOn: "2026-11-12",
  warrantyUntil: "2026-12-31",
  cardNumber: "SC-202611-0042",
  lastPurchaseOn: "2026-03-08",
  discount: 1_500,
  privileges: {
    "zh-CN": "免费上门检测\n优先预约",
    "zh-TW": "免費到府檢測\n優先預約",
    en: "Free inspection at your home\nFirst choice of dates",
  },
  points: 1_280,
  expiresOn: "2026-12-31",
  balance: 3_460,
  campaign: { "zh-CN": "金秋焕新季", "zh-TW": "金秋煥新季", en: "Autumn Renewal" },
  headline: { "zh-CN": "金秋焕新，以旧换新", "zh-TW": "金秋煥新，舊換新", en: "Old for new, this autumn" },
  offer: {
    "zh-CN": "旧机折价，新机立减，名额有限。",
    "zh-TW": "舊機折價，新機立減，名額有限。",
    en: "Trade in your old machine and pay less for the new one.",
  },
  code: "AUTUMN26",
  until: "2026-11-30",
  link: "https://example.com/autumn",
  belated: false,
};

/** Values as a mail for the occasion could have, in a language; those that are given come first. */
export function exampleValues(
  occasion: OccasionName,
  language: Language,
  given: Readonly<Record<string, Value>>,
): Values {
  const entries = Object.keys(variablesOf(occasion)).flatMap((name) => {
    const example = EXAMPLES[name];
    const value = given[name] ?? (typeof example === "object" ? example[language] : example);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}
