import { DAY } from "../time/units.ts";

/** What a date in each format must look like. */
export const DATE_RULES = {
  auto: "must be a date such as 2026-11-30",
  "DD/MM/YYYY": "must be a date such as 30/11/2026",
  "MM/DD/YYYY": "must be a date such as 11/30/2026",
  excel: "must be a date as Excel counts it, such as 46356",
} as const;

const DATE_PATTERNS = {
  auto: /^(?<year>\d{4})[-/.年](?<month>\d{1,2})[-/.月](?<day>\d{1,2})日?(?:[ T].*)?$/,
  "DD/MM/YYYY": /^(?<day>\d{1,2})[-/.](?<month>\d{1,2})[-/.](?<year>\d{4})(?: .*)?$/,
  "MM/DD/YYYY": /^(?<month>\d{1,2})[-/.](?<day>\d{1,2})[-/.](?<year>\d{4})(?: .*)?$/,
} as const;

/** A calendar date as ISO writes it; `undefined` when the text is none. */
export function readDate(text: string, format: keyof typeof DATE_RULES): string | undefined {
  const said = text.normalize("NFKC");
  if (format === "excel") return excelDate(said);
  const { year, month = "", day = "" } = DATE_PATTERNS[format].exec(said)?.groups ?? {};
  if (year === undefined) return undefined;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date ? undefined : date;
}

/** Excel counts days from 30 December 1899, since it believes in a 29 February 1900. */
function excelDate(text: string): string | undefined {
  const days = /^\d{1,6}(?:\.\d+)?$/.test(text) ? Math.floor(Number(text)) : 0;
  return days < 61 ? undefined : new Date(Date.UTC(1899, 11, 30) + days * DAY).toISOString().slice(0, 10);
}
