import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { handler } from "../../functions/stream/ledgers.lambda.ts";
import { reconcile } from "../../lib/aggregates/reconcile.ts";
import { logger } from "../../lib/log/logger.ts";
import { pipelineLedger, productLedger, salesLedger } from "../../lib/performance/ledgers.ts";
import { documents } from "../../lib/table/client.ts";
import { isThorough } from "../thorough.ts";
import { type Books, openBooks } from "./books.ts";
import { injectFaults } from "./faults.ts";
import { breakGuard } from "./guard.ts";
import { CALM, deliver, STORM, type Weather } from "./poller.ts";
import { type Random, seeded } from "./random.ts";
import { startTableStream, type TableStream } from "./table-stream.ts";

let stream: TableStream;

beforeAll(async () => {
  vi.spyOn(logger, "error").mockReturnValue();
  stream = await startTableStream();
  injectFaults();
});
afterAll(() => stream.stop());

/** Delivers until nothing is left: totals of one level are what the next is made of. */
async function drain(random: Random, weather: Weather): Promise<void> {
  for (let records = await stream.pull(); records.length > 0; records = await stream.pull())
    await deliver(records, handler, random, weather);
}

const reconcileAll = (books: Books, repair: boolean) =>
  Promise.all(
    [salesLedger, pipelineLedger, productLedger].flatMap((ledger) =>
      books.months.map((month) =>
        reconcile(ledger, month, { repair, now: new Date(), patience: { looks: 1, apart: 0 } }),
      ),
    ),
  );

describe("totals equal the ledger at every drain", () => {
  test.each(Array.from({ length: isThorough ? 8 : 4 }, (_, index) => index + 1))(
    "whatever is killed, lost, repeated, re-cut or left running (misfortune %i)",
    async (seed) => {
      const random = seeded(seed);
      const books = openBooks(random);
      for (let round = 0; round < 3; round += 1) {
        await books.write(20);
        await drain(random, STORM);
        expect(await books.wrong()).toEqual([]);
      }
    },
  );

  test("when entries are written while batches are delivered", async () => {
    const random = seeded(77);
    const books = openBooks(random);
    const writing = books.write(80);
    let busy = true;
    void writing.finally(() => {
      busy = false;
    });
    while (busy) await drain(random, STORM);
    await writing;
    await drain(random, STORM);
    expect(await books.wrong()).toEqual([]);
  });

  test("when a reconciliation repairs again and again beside a stream that is behind", async () => {
    for (const seed of [5, 6]) {
      const random = seeded(seed);
      const books = openBooks(random);
      let repaired = 0;
      for (let round = 0; round < 3; round += 1) {
        await books.write(12);
        const repairing = reconcileAll(books, true).then((found) => {
          repaired += found.flatMap(({ drifts }) => drifts).length;
        });
        await drain(random, STORM);
        await books.write(6);
        await Promise.all([repairing, drain(random, STORM)]);
        await drain(random, STORM);
        expect(await books.wrong()).toEqual([]);
      }
      expect(repaired).toBeGreaterThan(0);
    }
  });
});

describe("reconciliation", () => {
  test("repairs totals from entries that the stream has not brought yet, which then count no second time", async () => {
    const random = seeded(21);
    const books = openBooks(random);
    await books.write(30);
    const late = await stream.pull();
    await reconcileAll(books, true);
    expect(await books.wrong()).toEqual([]);

    await deliver(late, handler, random, STORM);
    await drain(random, STORM);
    expect(await books.wrong()).toEqual([]);

    await books.write(20);
    await drain(random, STORM);
    expect(await books.wrong()).toEqual([]);
    expect((await reconcileAll(books, false)).flatMap(({ drifts }) => drifts)).toEqual([]);
  });
});

describe("these tests notice", () => {
  test("a guard that is broken", async () => {
    const mended = breakGuard(documents());
    try {
      const random = seeded(3);
      const books = openBooks(random);
      await books.write(20);
      await drain(random, STORM);
      expect(await books.wrong()).not.toEqual([]);
    } finally {
      mended();
    }
  });

  test("a record that is never delivered", async () => {
    const random = seeded(4);
    const books = openBooks(random);
    await books.write(20);
    const [, ...others] = await stream.pull();
    await deliver(others, handler, random, CALM);
    await drain(random, CALM);
    expect(await books.wrong()).not.toEqual([]);
  });
});
