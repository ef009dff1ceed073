import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Figure, holds, table } from "../bench/figure.ts";
import { CASES } from "./cases/cases.ts";
import { measure } from "./measure.ts";
import { type Subject, serve } from "./serve.ts";
import { figuresOf } from "./verdict.ts";

/**
 * `npm run scale`: every main route and report with few customers and with many: time, DynamoDB calls and capacity units
 * must stay the same.
 *
 *     --short      2,000 and 8,000 customers; a time that is not flat is told and fails nothing: so few say little
 *     --sizes      others, e.g. 10000,1000000, with room on the disk
 *     --folder     where their files are kept meanwhile
 *     --rounds     how often each request is sent
 *     --only       requests whose name holds this
 */
const { values } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    sizes: { type: "string" },
    rounds: { type: "string" },
    only: { type: "string", default: "" },
    folder: { type: "string", default: tmpdir() },
  },
});
const sizes = (values.sizes ?? (values.short ? "2000,8000" : "10000,100000")).split(",").map(Number);
const wantedRounds = Number(values.rounds ?? (values.short ? 5 : 40));
if (sizes.length < 2 || ![...sizes, wantedRounds].every((number) => number > 0))
  throw new Error("--sizes is a list such as 10000,1000000; --rounds is how often each request is sent");

/** How often a request that misses its aim is measured again: a busy machine misses by chance. */
const AGAIN = 3;

/** Rounds of which a median says something. */
const FEWEST = 5;

const folder = await mkdtemp(join(values.folder, "scale-"));
const subjects: Subject[] = [];
try {
  // Side by side: each keeps no more than one core busy.
  await Promise.all(
    sizes.map(async (customers, index) => {
      const subject = await serve(customers, join(folder, String(customers)), (made) =>
        tell(`${made} of ${customers} customers`),
      );
      subjects[index] = subject;
      const { items, seconds } = subject;
      tell("");
      console.log(
        `${customers} customers: ${items} items in ${seconds.toFixed(0)} s, ${(items / seconds).toFixed(0)} a second`,
      );
    }),
  );
  const figures: Figure[] = [];
  const failed: string[] = [];
  const samples = Math.min(...subjects.map((subject) => subject.samples.length));
  const each = Math.min(wantedRounds, Math.floor(samples / AGAIN));
  if (each < FEWEST) throw new Error(`${sizes.join(" and ")} customers give too few records to ask for`);
  for (const wanted of CASES.filter(({ name }) => name.includes(values.only))) {
    tell(wanted.name);
    // What is known to grow has no aim, and may take seconds.
    const rounds = wanted.grows === undefined ? each : FEWEST;
    try {
      let found: Figure[] = [];
      for (let time = 0; time < AGAIN && (time === 0 || !found.every(isSettled)); time++) {
        const costs = await measure(wanted, subjects, { rounds, first: time * rounds });
        found = figuresOf(wanted.name, costs, wanted.grows);
      }
      figures.push(...found);
    } catch (error) {
      failed.push(String(error));
    }
  }
  tell("");
  console.log(`\n${table(figures)}`);
  const slower = figures.filter((figure) => !holds(figure) && figure.exact !== true);
  const missed = figures.filter((figure) => !holds(figure) && (figure.exact === true || !values.short));
  if (values.short && slower.length > 0)
    console.log(`\nWARNING: ${slower.length} times are not flat; \`npm run scale\` tells whether that is so`);
  const wrong = [...(missed.length === 0 ? [] : [`${missed.length} figures are not flat`]), ...failed];
  console.log(wrong.length === 0 ? "\nflat" : `\nFAILED\n  ${wrong.join("\n  ")}`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  for (const subject of subjects) subject?.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Whether a figure is as it should be, or is not measured again: a short form promises no times. */
function isSettled(figure: Figure): boolean {
  return holds(figure) || (values.short && figure.exact !== true);
}

/** What is being done, on a line that the next one replaces. */
function tell(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${what}`);
}
