import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { aligned } from "./aligned.ts";
import { bookkeeping, emptyBooks } from "./books.ts";
import { openBranches } from "./branch.ts";
import { faults, limitOf, saturation } from "./limit.ts";
import { WORKING_DAY } from "./mix.ts";
import { parts } from "./profile.ts";
import { lines } from "./requests.ts";
import { serve } from "./serve.ts";
import { quantile, runStep, type Step } from "./step.ts";

/**
 * `npm run load`: a mixed working day at rising concurrency through HTTP: what the product does, where it saturates on
 * this machine, and which part is the limit. At the end the books are compared. Any wrong answer fails it.
 *
 *     --short      three steps of four seconds
 *     --steps      how many work at once, e.g. 1,8,64
 *     --seconds    how long each step lasts
 */
const { values } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    seconds: { type: "string" },
    steps: { type: "string" },
  },
});
const steps = (values.steps ?? (values.short ? "1,4,16" : "1,2,4,8,16,32,64")).split(",").map(Number);
const seconds = Number(values.seconds ?? (values.short ? 4 : 8));
if (![...steps, seconds].every((number) => number > 0))
  throw new Error("--steps is a list such as 1,8,64; --seconds is how long each lasts");

/** Requests of the mix that are shown with their times. */
const SLOWEST = 10;

const HEADS = [
  "at once",
  "requests/s",
  "p50 ms",
  "p99 ms",
  "wrong",
  "product",
  "database",
  "load",
  "machine",
  "event loop",
  "garbage",
  "memory",
  "loop delay p99",
];

/** CPU in cores. */
function row(step: Step): string[] {
  const { atOnce, throughput, p50, p99, errors, product, database, load, machine, loop } = step;
  const { collecting, memory, delay } = step;
  return [
    String(atOnce),
    throughput.toFixed(0),
    p50.toFixed(1),
    p99.toFixed(1),
    String(errors.length),
    `${product.toFixed(2)} cores`,
    database === undefined ? "unknown" : `${database.toFixed(2)} cores`,
    `${load.toFixed(2)} cores`,
    `${machine.toFixed(2)} cores`,
    `${(loop * 100).toFixed(0)} %`,
    `${(collecting * 100).toFixed(0)} %`,
    `${(memory / 1e6).toFixed(0)} MB`,
    `${delay.toFixed(0)} ms`,
  ];
}

const subject = await serve();
const all = lines(subject.url);
try {
  const books = emptyBooks();
  const branches = await openBranches(subject, all, books, Math.max(...steps));
  await runStep(branches.slice(0, 8), WORKING_DAY, values.short ? 2_000 : 4_000, subject.usage);
  const done: Step[] = [];
  for (const atOnce of steps)
    done.push(await runStep(branches.slice(0, atOnce), WORKING_DAY, seconds * 1_000, subject.usage));
  const full = saturation(done)!;
  const profile = await subject.profiled(() =>
    runStep(branches.slice(0, full.atOnce), WORKING_DAY, values.short ? 2_000 : 5_000, subject.usage),
  );
  const admin = all.line(subject.admin);
  const ended = performance.now();
  await admin.send("POST", "/local/drain", 200);
  const lag = (performance.now() - ended) / 1_000;
  const wrong = faults(done, await bookkeeping(admin, books, branches));
  console.log(aligned(HEADS, done.map(row)));
  console.log(
    `\nsaturates at ${full.atOnce} at once, ${full.throughput.toFixed(0)} requests/s; the limit is`,
  );
  console.log(`  ${limitOf(full, availableParallelism())}`);
  console.log(`  all that follows from the writes was done ${lag.toFixed(1)} s after the last of them\n`);
  console.log(aligned(["slowest then", "p50 ms", "p99 ms", "of"], slowest(full)));
  const shares = parts(profile, 12).map(({ name, share }) => [name, `${(share * 100).toFixed(1)} %`]);
  console.log(`\n${aligned(["the product's own time is spent in", "share"], shares)}`);
  const { sales, service, shop } = books;
  const booked = [
    `${sales.deals} wins of ${sales.wonAmount}, ${sales.open} open`,
    `${service.requests} service requests, ${service.answers} answers, ${service.complaints} complaints`,
    `${shop.purchases} purchases of ${shop.members} members`,
  ].join("; ");
  console.log(
    wrong.length === 0
      ? `\nno wrong answer; ${booked}: in the reports to the unit`
      : `\nFAILED\n  ${wrong.join("\n  ")}`,
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  all.close();
  subject.stop();
}

/** The requests that took longest, the slowest first. */
function slowest({ times }: Step): string[][] {
  return [...times]
    .filter(([, took]) => took.length > 0)
    .map(([name, took]) => ({ name, took, p50: quantile(took, 0.5) }))
    .sort((a, b) => b.p50 - a.p50)
    .slice(0, SLOWEST)
    .map(({ name, took, p50 }) => [
      name,
      p50.toFixed(1),
      quantile(took, 0.99).toFixed(1),
      String(took.length),
    ]);
}
