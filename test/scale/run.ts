import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Figure, holds, table } from "../bench/figure.ts";
import { CASES } from "./cases.ts";
import { measure } from "./measure.ts";
import { type Subject, serve } from "./serve.ts";
import { figuresOf } from "./verdict.ts";

/**
 * `npm run scale`: every main route and report with few customers and with many: time, DynamoDB calls and capacity units
 * must stay the same.
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
const rounds = Number(values.rounds ?? (values.short ? 12 : 40));
if (sizes.length < 2 || ![...sizes, rounds].every((number) => number > 0))
  throw new Error("--sizes is a list such as 10000,1000000; --rounds is how often each request is sent");

/** Customers of which the database keeps in files what would not fit into memory: 4 kB an item. */
const IN_FILES = 150_000;

/** How often a request that misses its aim is measured again: a busy machine misses by chance. */
const AGAIN = 3;

const folder = await mkdtemp(join(values.folder, "scale-"));
const subjects: Subject[] = [];
try {
  // Side by side: each keeps no more than one core busy.
  await Promise.all(
    sizes.map(async (customers, index) => {
      const place = customers > IN_FILES ? join(folder, String(customers)) : undefined;
      const subject = await serve(customers, place, (made) => tell(`${made} of ${customers} customers`));
      subjects[index] = subject;
      const { items, seconds } = subject;
      tell("");
      console.log(
        `${customers} customers: ${items} items in ${seconds.toFixed(0)} s, ${(items / seconds).toFixed(0)} a second, ${place === undefined ? "in memory" : "in files"}`,
      );
    }),
  );
  const figures: Figure[] = [];
  for (const wanted of CASES.filter(({ name }) => name.includes(values.only))) {
    tell(wanted.name);
    let found = figuresOf(wanted.name, await measure(wanted, subjects, rounds), wanted.grows);
    for (let more = 1; more < AGAIN && !found.every(holds); more++)
      found = figuresOf(wanted.name, await measure(wanted, subjects, rounds), wanted.grows);
    figures.push(...found);
  }
  tell("");
  console.log(`\n${table(figures)}`);
  const missed = figures.filter((figure) => !holds(figure));
  console.log(missed.length === 0 ? "\nflat" : `\n${missed.length} figures are not flat`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  for (const subject of subjects) subject?.stop();
  await rm(folder, { recursive: true, force: true });
}

/** What is being done, on a line that the next one replaces. */
function tell(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${what}`);
}
