import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { type Figure, shown } from "./figure.ts";

const FILE = join(import.meta.dirname, "baseline.json");

/** How much worse a figure may be than it was: measurements of a shared machine differ by some percent. */
const TOLERANCE = 1.1;

/** What does not depend on the machine: ratios of one run, sizes, counts. */
const COMPARED = new Set<Figure["unit"]>(["×", "kB", "calls", "units"]);

/** Values by the names of their figures, as they were when somebody last accepted them. */
export type Baseline = Readonly<Record<string, number>>;

export function readBaseline(): Baseline {
  if (!existsSync(FILE)) return {};
  return z.record(z.string(), z.number()).parse(JSON.parse(readFileSync(FILE, "utf8")));
}

/**
 * Accepts figures as those that later ones are compared with. Parts that were not measured keep theirs; of those that were,
 * what is no more (a function, a route) goes.
 */
export function saveBaseline(figures: readonly Figure[], before: Baseline): void {
  const now = figures
    .filter(({ unit }) => COMPARED.has(unit))
    .map(({ name, value }) => [name, Number(value.toPrecision(3))] as const);
  const measured = new Set(now.map(([name]) => kindOf(name)));
  const kept = Object.entries(before).filter(([name]) => !measured.has(kindOf(name)));
  const sorted = [...kept, ...now].sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}

/** What figures of one part have in common, e.g. `bundle`. */
function kindOf(name: string): string {
  return name.replace(/ of .*/, "");
}

/** What became worse by more than a tenth, by name, as a phrase that says how it was. */
export function worseThan(baseline: Baseline, figures: readonly Figure[]): ReadonlyMap<string, string> {
  return new Map(
    figures.flatMap(({ name, value, unit }) => {
      const was = baseline[name];
      const worse = was !== undefined && COMPARED.has(unit) && value > was * TOLERANCE;
      return worse ? [[name, `WORSE: ${shown(value)} instead of ${shown(was)} ${unit}`] as const] : [];
    }),
  );
}

/** What was measured and cannot be compared, since nobody has accepted a value of it. */
export function unknownTo(baseline: Baseline, figures: readonly Figure[]): string[] {
  return figures
    .filter(({ name, unit }) => COMPARED.has(unit) && !(name in baseline))
    .map(({ name }) => name);
}
