import type { Trial } from "./poison.ts";
import type { Weather } from "./victim/messages.ts";
import type { World } from "./world.ts";

/** Everything that one run is reported by. */
export interface Outcome {
  readonly seed: number;
  readonly seconds: number;
  readonly kills: ReadonlyMap<string, number>;
  readonly weather: Weather;
  readonly counts: World["counts"];
  readonly figures: Readonly<Record<string, number | string>>;
  readonly proofs: readonly Trial[];
}

/** Contradictions that are shown of one broken invariant. */
const SHOWN = 10;

/** One table for people. */
export function report({ seed, seconds, kills, weather, counts, figures, proofs }: Outcome): string {
  const all = [...kills.values()].reduce((sum, count) => sum + count, 0);
  const rows: (readonly [string, string | number])[] = [
    ["seed", seed],
    ["seconds", seconds.toFixed(0)],
    ["kill -9", all],
    ...[...kills].toSorted(([, a], [, b]) => b - a).map(([name, count]) => [`  ${name}`, count] as const),
    ["records delivered again", weather.duplicated],
    ["records reordered across partitions", weather.reordered],
    ["records in batches cut anew", weather.recut],
    ["requests answered", counts.answers],
    ["requests repeated until they were", counts.repeated],
    ["requests given their first answer again", counts.replayed],
    ...Object.entries(figures),
  ];
  const width = Math.max(
    ...rows.map(([name]) => name.length),
    ...proofs.map(({ sentence }) => sentence.length),
  );
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  const verdicts = proofs.flatMap(({ sentence, broken }) => [
    `${sentence.padEnd(width)}  ${broken.length === 0 ? "holds" : `BROKEN, ${broken.length} times`}`,
    ...broken.slice(0, SHOWN).map((line) => `    ${line}`),
  ]);
  return [...lines, "", ...verdicts].join("\n");
}
