/** Media type of a CSV answer. */
export const CSV = "text/csv; charset=utf-8";

/** What a spreadsheet would take for a formula, in half and in full width. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

/**
 * A CSV text that opens safely in a spreadsheet: a byte-order mark, so that Excel reads it as UTF-8, every value quoted,
 * and an apostrophe before text that would run as a formula. Numbers stay numbers.
 */
export function csvText(
  header: readonly string[],
  rows: Iterable<readonly (string | number | undefined)[]>,
): string {
  const lines = [header, ...rows].map((cells) => cells.map(cellText).join(","));
  return `\u{FEFF}${lines.join("\r\n")}\r\n`;
}

function cellText(cell: string | number | undefined): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  return `"${(FORMULA.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`;
}
