import { afterAll, beforeAll, expect, test } from "vitest";
import { handler } from "../../functions/stream/ledgers.lambda.ts";
import { reconcile } from "../../lib/aggregates/reconcile.ts";
import { partsOf, totals, totalsWhere } from "../../lib/aggregates/totals.ts";
import { pipelineLedger, salesLedger } from "../../lib/performance/ledgers.ts";
import { documents } from "../../lib/table/client.ts";
import { openBooks } from "../chaos/books.ts";
import { CALM, deliver } from "../chaos/poller.ts";
import { seeded } from "../chaos/random.ts";
import { startTableStream, type TableStream } from "../chaos/table-stream.ts";

let stream: TableStream;
let writeUnits = 0;

beforeAll(async () => {
  stream = await startTableStream();
  documents().middlewareStack.add(
    (next) => async (args) => {
      const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: "TOTAL" } });
      const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: { CapacityUnits?: number } };
      writeUnits += ConsumedCapacity?.CapacityUnits ?? 0;
      return answer;
    },
    { name: "countUnits", step: "initialize" },
  );
});
afterAll(() => stream.stop());

async function drain(batchSize: number): Promise<void> {
  for (let records = await stream.pull(); records.length > 0; records = await stream.pull()) {
    for (let from = 0; from < records.length; from += batchSize)
      await handler({ Records: records.slice(from, from + batchSize) });
  }
}

test("a batch costs one write for each total it touches: fewer units a record, the larger the batch", async () => {
  const unitsPerRecord = async (batchSize: number) => {
    const books = openBooks(seeded(1));
    await books.write(80);
    writeUnits = 0;
    await drain(batchSize);
    expect(await books.wrong()).toEqual([]);
    return writeUnits / books.written();
  };
  const alone = await unitsPerRecord(1);
  const together = await unitsPerRecord(500);
  process.stdout.write(
    `write units per ledger record: ${alone.toFixed(2)} one by one, ${together.toFixed(2)} in batches of 500\n`,
  );
  expect(together).toBeLessThan(1);
  expect(alone).toBeGreaterThan(together * 4);
});

test("a record parked as poison is put right by a reconciliation, which reports the difference by total", async () => {
  const random = seeded(2);
  const books = openBooks(random);
  await books.write(15);
  const records = await stream.pull();
  const parked = records.findIndex(({ dynamodb }) => dynamodb?.NewImage?.ledger?.S === "sales");
  await deliver(records.toSpliced(parked, 1), handler, random, CALM);
  await drain(500);
  const image = records[parked]?.dynamodb?.NewImage;
  const month = image?.month?.S ?? "";
  const salesperson = image?.dimensions?.M?.salesperson?.S;

  const found = await reconcile(salesLedger, month, { repair: false, now: new Date() });
  const measures = Object.entries(image?.measures?.M ?? {}).map(([name, { N }]) => [name, Number(N)]);
  expect(found.drifts).toEqual([
    expect.objectContaining({
      ledger: "sales",
      level: "salesperson",
      dimensions: expect.objectContaining({ month, salesperson }),
      difference: Object.fromEntries(measures.filter(([, value]) => value !== 0)),
      repaired: false,
    }),
  ]);
  expect(await books.wrong()).not.toEqual([]);

  const repaired = await reconcile(salesLedger, month, { repair: true, now: new Date() });
  expect(repaired.drifts.every((drift) => drift.repaired)).toBe(true);
  await drain(500);
  expect(await books.wrong()).toEqual([]);
  expect((await reconcile(salesLedger, month, { repair: false, now: new Date() })).drifts).toEqual([]);
});

test("totals are found by name, by month, and as parts of the next larger one", async () => {
  const books = openBooks(seeded(3));
  await books.write(40);
  await drain(500);
  const [month = ""] = books.months;
  const [company] = await totals(salesLedger, "company", [{ month }]);
  const departments = await totalsWhere(salesLedger, "department", month);
  const people = await Promise.all(
    departments.map(({ dimensions }) => partsOf(salesLedger, "salesperson", dimensions)),
  );
  const sum = (all: readonly { measures: Readonly<Record<string, number>> }[]) =>
    all.reduce((total, { measures }) => total + (measures.wonAmount ?? 0), 0);
  expect(company?.measures.wonAmount).toBeGreaterThan(0);
  expect(sum(departments)).toBe(company?.measures.wonAmount);
  expect(sum(people.flat())).toBe(company?.measures.wonAmount);
  expect(await totals(pipelineLedger, "company", [{ month: "1999-01" }])).toEqual([]);
});
