import { parseArgs } from "node:util";
import { bundleFigures } from "./bundles.ts";
import { callFigures } from "./calls.ts";
import { readBaseline, saveBaseline, unknownTo, worseThan } from "./compare.ts";
import { type Figure, holds, table, verdict } from "./figure.ts";
import { httpFigures } from "./http.ts";
import type { Share } from "./in-turn.ts";
import { loadFigures } from "./load.ts";
import { mailFigures } from "./mails.ts";
import { startFigures } from "./start.ts";
import { sweepFigures } from "./sweep.ts";

const PARTS: Readonly<Record<string, (share: Share) => Promise<Figure[]>>> = {
  start: startFigures,
  http: httpFigures,
  calls: callFigures,
  load: loadFigures,
  sweep: sweepFigures,
  mails: mailFigures,
  bundles: bundleFigures,
};

/** Of the rounds of a full measure, where times only warn. */
const SHORT: Share = 1 / 3;

const USAGE = `npm run bench -- [parts] [--short] [--json] [--check] [--save]

Measures every target, or some parts of them: ${Object.keys(PARTS).join(", ")}.
Fails when a target is missed.

  --short  a third of the rounds: sizes and counts are as good, times say less
  --json   the figures for machines
  --check  fails when a size or a count of calls misses its target, or is more than a tenth worse than in
           test/bench/baseline.json; of ratios of times, which differ on a busy machine, it warns
  --save   accepts the measured ratios, sizes and counts as that baseline`;

/** @returns whether all is well */
async function run(
  parts: readonly string[],
  options: Readonly<Record<"json" | "check" | "save" | "short", boolean>>,
) {
  const figures: Figure[] = [];
  for (const [part, measure] of Object.entries(PARTS))
    if (parts.length === 0 || parts.includes(part))
      figures.push(...(await measure(options.short ? SHORT : 1)));
  const baseline = readBaseline();
  const worse = worseThan(baseline, figures);
  if (options.json) console.log(JSON.stringify(figures, null, 2));
  else console.log(table(figures, worse));
  if (options.save) saveBaseline(figures, baseline);
  if (!options.check) return figures.every(holds);
  const { counted = [], timed = [] } = Object.groupBy(
    figures.filter((figure) => worse.has(figure.name) || !holds(figure)),
    ({ exact }) => (exact === true ? "counted" : "timed"),
  );
  const told = (figure: Figure) => `${figure.name}: ${verdict(figure, worse)}`;
  tell("WARNING: worse than the baseline or its target, unless the machine was busy:", timed.map(told));
  tell("Worse than the baseline or its target:", counted.map(told));
  tell("Not in the baseline yet, `npm run bench -- --save` puts it there:", unknownTo(baseline, figures));
  return counted.length === 0;
}

function tell(what: string, lines: readonly string[]): void {
  if (lines.length > 0) console.error([what, ...lines].join("\n  "));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
    save: { type: "boolean", default: false },
    short: { type: "boolean", default: false },
    help: { type: "boolean" },
  },
});
if (values.help === true || positionals.some((part) => !(part in PARTS))) console.error(USAGE);
process.exitCode = values.help === true || positionals.some((part) => !(part in PARTS)) ? 2 : 0;
if (process.exitCode === 0) process.exitCode = (await run(positionals, values)) ? 0 : 1;
