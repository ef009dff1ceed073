const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const numbers = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** @param {string} instant */
export const at = (instant) => moment.format(new Date(instant));

/** @param {number} value */
export const number = (value) => numbers.format(value);

/** @param {number} value */
export const short = (value) => compact.format(value);

/** @param {number} value */
export const milliseconds = (value) => `${numbers.format(value)} ms`;

/**
 * Whole units of a currency, without fractions.
 * @param {string} currency
 * @returns {(value: number) => string}
 */
export function moneyOf(currency) {
  const money = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    maximumFractionDigits: 0,
  });
  return (value) => money.format(value);
}

/** @param {{ amount: number; currency: string }} money in minor units, as the API gives it */
export function major({ amount, currency }) {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions();
  return amount / 10 ** digits;
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/**
 * A span in its largest unit that fits.
 * @param {number} seconds
 */
export function span(seconds) {
  for (const [unit, length] of UNITS) {
    const count = Math.floor(seconds / Number(length));
    if (count >= 1) return `${count} ${unit}${count === 1 ? "" : "s"}`;
  }
  return "less than a minute";
}

/** Months as the API writes them, up to the one of an instant in the company's zone.
 * @param {string} now
 * @param {number} count
 */
export function lastMonths(now, count) {
  const [year = 0, month = 0] = new Intl.DateTimeFormat("sv", {
    timeZone: "Asia/Shanghai",
    year: "numeric",
    month: "2-digit",
  })
    .format(new Date(now))
    .split("-")
    .map(Number);
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(year, month - count + index, 1)).toISOString().slice(0, 7),
  );
}
