/** One measured figure: a ratio where possible, so that it holds on any machine. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: "×" | "kB" | "s" | "MB" | "calls" | "units" | "/s" | "ms";
  /** The most it may be; none where it is only reported. */
  readonly target?: number;
  /** The same on every machine, however busy: counted, not timed. */
  readonly exact?: true;
  /** What the ratio is made of, e.g. `1.9 ms ÷ 1.4 ms`. */
  readonly detail?: string;
}

/** Whether a figure is within its target. */
export function holds({ value, target }: Figure): boolean {
  return target === undefined || value <= target;
}

/**
 * Figures as a table for people.
 * @param worse what is to be said of some figures besides their verdict, by name
 */
export function table(figures: readonly Figure[], worse: ReadonlyMap<string, string> = new Map()): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${shown(figure.value)} ${figure.unit}`,
    figure.target === undefined ? "" : `≤ ${figure.target}`,
    verdict(figure, worse),
    figure.detail ?? "",
  ]);
  const heads = ["figure", "value", "target", "verdict", "of"];
  const widths = heads.map((head, column) =>
    Math.max(...[heads, ...rows].map((row) => (row[column] ?? head).length)),
  );
  return [heads, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Whether a figure is as it should be, and as it was. */
export function verdict(figure: Figure, worse: ReadonlyMap<string, string>): string {
  const { target, value, unit } = figure;
  const aim = target === undefined ? "" : holds(figure) ? "ok" : `MISSED by ${shown(value - target)} ${unit}`;
  return [aim, worse.get(figure.name) ?? ""].filter(Boolean).join(", ");
}

/** A value with as many digits as mean something. */
export function shown(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** The median of some measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
