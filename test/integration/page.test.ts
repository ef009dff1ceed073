import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { documents } from "../../lib/table/client.ts";
import type { Item } from "../../lib/table/entity.ts";
import { readPage } from "../../lib/table/page.ts";
import { putAll } from "../../lib/table/put-all.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
afterAll(product.stop);

/** Which of 40 records lie in which of two lists, and which of them fit. */
const scenario = fc.record({
  lists: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 40, maxLength: 40 }),
  fitting: fc.uniqueArray(fc.integer({ min: 0, max: 39 }), { maxLength: 12 }),
  limit: fc.integer({ min: 1, max: 7 }),
  most: fc.integer({ min: 2, max: 20 }),
  order: fc.constantFrom("ascending" as const, "descending" as const),
});

let written = 0;

test("pages of a filtered list together hold what fits, once and in order, wherever reading is broken off", async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ lists, fitting, limit, most, order }) => {
      written += 1;
      const [one, other] = [`page#${written}#one`, `page#${written}#other`];
      const sortKey = (index: number) => String(index).padStart(3, "0");
      const items = lists.flatMap((within, index): Item[] =>
        [one, other].flatMap((pk, place) =>
          (within & (1 << place)) === 0 ? [] : [{ pk, sk: sortKey(index), index }],
        ),
      );
      await putAll(items);
      const partitions = [one, other].map((key) => ({ index: "table" as const, key }));
      const found: number[] = [];
      let cursor: string | null | undefined;
      for (let pages = 0; cursor !== null; pages++) {
        expect(pages).toBeLessThan(200);
        const page = await readPage({
          waves: [partitions],
          parse: ({ index }) => Number(index),
          passes: (index) => fitting.includes(index),
          ...{ order, limit, most, asked: one, cursor },
        });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        found.push(...page.items);
        cursor = page.nextCursor;
      }
      const wanted = fitting.filter((index) => lists[index] !== 0).sort((a, b) => a - b);
      expect(found).toEqual(order === "ascending" ? wanted : wanted.toReversed());
    }),
    { numRuns: 20 },
  );
});

test("a page where nothing fits ends after some 5,000 records, in few calls, and the next goes on", async () => {
  const key = "page#long";
  const ids = Array.from({ length: 7_000 }, (_, index) => String(index).padStart(4, "0"));
  await putAll(ids.map((sk) => ({ pk: key, sk })));
  let calls = 0;
  documents().middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName === "QueryCommand") calls += 1;
        return next(args);
      },
    { name: "countCalls", step: "initialize" },
  );
  try {
    const request = {
      waves: [[{ index: "table" as const, key }]],
      parse: ({ sk }: Item) => String(sk),
      passes: (id: string) => id === "0003",
      ...{ limit: 25, asked: key },
    };
    const first = await readPage(request);
    expect([first.items, calls]).toEqual([[], 8]);
    const second = await readPage({ ...request, cursor: String(first.nextCursor) });
    expect(second).toEqual({ items: ["0003"], nextCursor: null });
  } finally {
    documents().middlewareStack.remove("countCalls");
  }
});
