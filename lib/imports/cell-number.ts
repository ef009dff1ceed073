import type { Money } from "../money/money.ts";
import type { Target } from "./mapping.ts";

interface Rule {
  readonly rule: string;
}
interface Amount {
  readonly value: Money;
}

const SYMBOLS: Readonly<Record<string, RegExp>> = {
  "¥": /^(CNY|JPY)$/,
  元: /^(CNY|TWD|HKD)$/,
  $: /^(USD|HKD|TWD|SGD|AUD|CAD|NZD)$/,
  "€": /^EUR$/,
  "£": /^GBP$/,
};

/** Money as callers write it, or the rule that the text breaks. */
export function readAmount(text: string, how: Omit<Target, "field">, currency: string): Amount | Rule {
  const said = text.normalize("NFKC").trim();
  const sign = /^(?:[A-Za-z]{3}|[¥$€£])(?=[\s\d(.-])|(?<=[\s\d).])(?:[A-Za-z]{3}|[元¥$€£])$/.exec(said)?.[0];
  if (sign !== undefined && !(SYMBOLS[sign]?.test(currency) ?? sign.toUpperCase() === currency))
    return { rule: `must be in ${currency}, the company's base currency` };
  const digits = minorDigits(currency);
  const rule = `must be an amount of ${currency} with at most ${digits} decimals`;
  const read = readWhole(sign === undefined ? said : said.replace(sign, ""), how, digits, rule);
  return "rule" in read ? read : { value: { amount: read.value, currency } };
}

/** A decimal number, scaled and times ten to the power of `digits`, exactly; the rule when that is no whole number. */
export function readWhole(
  text: string,
  { scale = 1, decimal = "." }: Omit<Target, "field">,
  digits: number,
  rule: string,
): { readonly value: number } | Rule {
  const number = decimalOf(text.normalize("NFKC").replaceAll(/\s/g, ""), decimal);
  const factor = decimalOf(String(scale), ".");
  if (number === undefined || factor === undefined) return { rule };
  const whole = number.units * factor.units * 10n ** BigInt(digits);
  const divisor = 10n ** BigInt(number.places + factor.places);
  return whole % divisor === 0n ? { value: Number(whole / divisor) } : { rule };
}

const NUMBERS = {
  ".": /^(?<sign>[+-]?)(?<whole>\d{1,18}|\d{1,3}(?:,\d{3}){1,5})(?:\.(?<fraction>\d{0,12}))?$/,
  ",": /^(?<sign>[+-]?)(?<whole>\d{1,18}|\d{1,3}(?:\.\d{3}){1,5})(?:,(?<fraction>\d{0,12}))?$/,
} as const;

/** A number as people write it: with or without grouping by thousands, negative by a sign or, in accounts, in parentheses. */
function decimalOf(text: string, decimal: "." | ","): { units: bigint; places: number } | undefined {
  const plain = /^\((.*)\)$/.test(text) ? `-${text.slice(1, -1)}` : text;
  const { sign, whole = "", fraction = "" } = NUMBERS[decimal].exec(plain)?.groups ?? {};
  if (sign === undefined) return undefined;
  const units = BigInt(whole.replaceAll(/[,.]/g, "") + fraction);
  return { units: sign === "-" ? -units : units, places: fraction.length };
}

const digitsOf = new Map<string, number>();

/** How many decimals a currency has: 2 for CNY, 0 for JPY. */
function minorDigits(currency: string): number {
  let digits = digitsOf.get(currency);
  if (digits === undefined) {
    const format = new Intl.NumberFormat("en", { style: "currency", currency });
    digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    digitsOf.set(currency, digits);
  }
  return digits;
}
