import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { aligned } from "./aligned.ts";
import { bookkeeping } from "./books.ts";
import { type Books, createDeal, type Desk, planVisit } from "./desk.ts";
import { faults, limitOf, saturation } from "./limit.ts";
import { WORKING_DAY } from "./mix.ts";
import { parts } from "./profile.ts";
import { lines } from "./requests.ts";
import { type Subject, serve } from "./serve.ts";
import { runStep, type Step } from "./step.ts";

/**
 * `npm run load`: a mixed working day at rising concurrency through HTTP: what the product does, where it saturates on
 * this machine, and which part is the limit. Any wrong answer fails it.
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

/** Opportunities with their customers that everybody has at the start. */
const BEFORE = 3;

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
  "loop delay p99",
];

/** CPU in cores. */
function row(step: Step): string[] {
  const { atOnce, throughput, p50, p99, errors, product, database, load, machine, loop, delay } = step;
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
    `${delay.toFixed(0)} ms`,
  ];
}

const subject = await serve();
const { line, close } = lines(subject.url);
try {
  const books: Books = { deals: 0, wonAmount: 0, open: 0 };
  const desks = await setUp(subject, books, Math.max(...steps));
  await runStep(desks.slice(0, 8), WORKING_DAY, values.short ? 2_000 : 4_000, subject.usage);
  const done: Step[] = [];
  for (const atOnce of steps)
    done.push(await runStep(desks.slice(0, atOnce), WORKING_DAY, seconds * 1_000, subject.usage));
  const full = saturation(done)!;
  const profile = await subject.profiled(() =>
    runStep(desks.slice(0, full.atOnce), WORKING_DAY, values.short ? 2_000 : 5_000, subject.usage),
  );
  const wrong = faults(done, await bookkeeping(line(subject.admin), books));
  console.log(aligned(HEADS, done.map(row)));
  console.log(
    `\nsaturates at ${full.atOnce} at once, ${full.throughput.toFixed(0)} requests/s; the limit is`,
  );
  console.log(`  ${limitOf(full, availableParallelism())}\n`);
  const shares = parts(profile, 12).map(({ name, share }) => [name, `${(share * 100).toFixed(1)} %`]);
  console.log(aligned(["the product's own time is spent in", "share"], shares));
  const booked = `${books.deals} wins of ${books.wonAmount}, ${books.open} open, in the reports to the unit`;
  console.log(wrong.length === 0 ? `\nno wrong answer; ${booked}` : `\nFAILED\n  ${wrong.join("\n  ")}`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  close();
  subject.stop();
}

async function setUp(served: Subject, books: Books, people: number): Promise<Desk[]> {
  const desks = Array.from({ length: people }, (_, index): Desk => {
    const { id, token } = served.salespeople[index % served.salespeople.length]!;
    const own = { userId: id, line: line(token), manager: line(served.manager) };
    return { ...own, served, books, deals: [], planned: [], known: [] };
  });
  for (const desk of desks) {
    for (let made = 0; made < BEFORE; made++) {
      const { customerId, customerName, phone } = await createDeal(desk);
      desk.known.push({ id: customerId, name: customerName, phone });
    }
    await planVisit(desk);
  }
  await line(served.admin).send("POST", "/local/drain", 200);
  return desks;
}
