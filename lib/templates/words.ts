import type { Language } from "../mail/mail.ts";
import type { ValueKind } from "../mail/occasions.ts";
import type { Value } from "../mail/values.ts";

/** A value as a language writes it: a date as people read it, 15 % off as 8.5 折. Nothing where there is none. */
export function inWords(value: Value | undefined, is: ValueKind, language: Language): string | boolean {
  if (value === undefined) return "";
  switch (is) {
    case "flag":
      return value === true;
    case "date":
      return formatter(language).date.format(new Date(`${String(value)}T00:00:00Z`));
    case "number":
      return formatter(language).number.format(Number(value));
    case "discount":
      return discount(Number(value), language);
    case "money":
      return typeof value === "object" ? money(value, language) : "";
    case "text":
    case "url":
      return String(value);
    default:
      return is satisfies never;
  }
}

/** In Chinese a discount tells what is left to pay: 8.5 折 on the mainland, 85 折 in Taiwan. */
function discount(basisPoints: number, language: Language): string {
  const left = 10_000 - basisPoints;
  switch (language) {
    case "zh-CN":
      return `${left / 1_000} 折`;
    case "zh-TW":
      return left % 1_000 === 0 ? `${left / 1_000} 折` : `${left / 100} 折`;
    case "en":
      return `${basisPoints / 100}% off`;
    default:
      return language satisfies never;
  }
}

function money({ amount, currency }: { amount: number; currency: string }, language: Language): string {
  const format = new Intl.NumberFormat(language, { style: "currency", currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

interface Formatter {
  readonly date: Intl.DateTimeFormat;
  readonly number: Intl.NumberFormat;
}

const formatters = new Map<Language, Formatter>();

/** Making one takes longer than writing a mail. */
function formatter(language: Language): Formatter {
  const known = formatters.get(language);
  if (known !== undefined) return known;
  const locale = language === "en" ? "en-GB" : language;
  const made = {
    date: new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }),
    number: new Intl.NumberFormat(locale),
  };
  formatters.set(language, made);
  return made;
}
