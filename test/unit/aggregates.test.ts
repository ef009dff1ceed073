import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { missing } from "../../lib/aggregates/apply.ts";
import { additions, type Contribution } from "../../lib/aggregates/contribution.ts";
import { entryItem, type Measures, totalKey } from "../../lib/aggregates/ledger.ts";
import { difference, measuresOf, negated, sum } from "../../lib/aggregates/measures.ts";
import { pipelineLedger, productLedger, purchaseLedger, salesLedger } from "../../lib/performance/ledgers.ts";
import type { Item } from "../../lib/table/entity.ts";

const dimensions = { month: "2026-11", department: "dep_1", salesperson: "usr_1" };
const entry = (key: string, measures: Measures, revision = 1): Item =>
  entryItem(salesLedger, {
    dimensions,
    key,
    revision,
    measures,
    month: "2026-11",
    changedAt: "2026-11-21T00:00:00.000Z",
  });
const at = (position: number) => `s/${String(position).padStart(3, "0")}`;
const measures = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.integer({ min: -1e9, max: 1e9 }));

describe("measures", () => {
  test("what changed, added to what was, is what is; what was booked and its reversal come to nothing", () => {
    fc.assert(
      fc.property(measures, measures, (was, is) => {
        expect(sum([was, difference(was, is)])).toEqual(sum([is]));
        expect(sum([was, negated(was)])).toEqual({});
      }),
    );
  });
});

describe("what a batch adds", () => {
  test("is one addition for each total, in the order of the stream, each record once", () => {
    const changes = [
      { position: at(2), was: undefined, is: entry("b", { wonAmount: 7 }) },
      { position: at(1), was: undefined, is: entry("a", { wonAmount: 5 }) },
      { position: at(2), was: undefined, is: entry("b", { wonAmount: 7 }) },
    ];
    const [only, ...others] = additions(changes, [salesLedger]);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ level: 0, dimensions });
    expect(only?.contributions.map(({ position, measures }) => [position, measures])).toEqual([
      [at(1), { wonAmount: 5 }],
      [at(2), { wonAmount: 7 }],
    ]);
  });

  test("leaves out what adds nothing, and what is no entry", () => {
    const same = entry("a", { wonAmount: 5 });
    expect(additions([{ position: at(1), was: same, is: { ...same, revision: 2 } }], [salesLedger])).toEqual(
      [],
    );
    expect(
      additions(
        [{ position: at(1), was: undefined, is: { pk: "cus_1", entity: "customer" } }],
        [salesLedger],
      ),
    ).toEqual([]);
  });

  test("passes over a ledger that an earlier release kept: an upgrade parks nothing", () => {
    const retired = { ...entry("a", { received: 1 }), ledger: "service-products" };
    expect(additions([{ position: at(1), was: undefined, is: retired }], [salesLedger])).toEqual([]);
  });

  test("refuses a ledger that nobody declared: such a record is parked, not passed over", () => {
    expect(() =>
      additions([{ position: at(1), was: undefined, is: entry("a", { wonAmount: 1 }) }], []),
    ).toThrow("no ledger sales is declared");
  });

  test("goes from a salesperson's total to the department's and the company's, and no further", () => {
    const total = (level: number): Item => ({
      ...totalKey(salesLedger, level, dimensions),
      entity: "total",
      ledger: "sales",
      level,
      dimensions,
      revision: 4,
      "m:wonAmount": 12,
    });
    const levels = [0, 1, 2].map((level) =>
      additions([{ position: at(1), was: undefined, is: total(level) }], [salesLedger]).map(
        (one) => one.level,
      ),
    );
    expect(levels).toEqual([[1], [2], []]);
  });
});

describe("what a total does not hold yet", () => {
  const contribution = (position: number, source: string, revision = 1): Contribution => ({
    position: at(position),
    source,
    revision,
    measures: { a: 1 },
  });
  const all = [contribution(1, "x"), contribution(2, "y"), contribution(3, "x", 2)];

  test("lies behind its position", () => {
    const left = (position: string) => missing(all, { position }).map((one) => one.position);
    expect(left("")).toEqual([at(1), at(2), at(3)]);
    expect(left(at(2))).toEqual([at(3)]);
    expect(left(at(3))).toEqual([]);
  });

  test("is of a revision that no reconciliation has seen", () => {
    expect(missing(all, { position: "", reconciled: { x: 1 } }).map((one) => one.position)).toEqual([
      at(2),
      at(3),
    ]);
    expect(missing(all, { position: "", reconciled: { x: 2, y: 1 } })).toEqual([]);
  });

  test("of a stream enabled anew comes after everything of the one before", () => {
    expect(missing([contribution(1, "x")], { position: "r/999" })).toHaveLength(1);
    expect(missing([contribution(1, "x")], { position: "t/000" })).toEqual([]);
  });
});

test("totals of one larger total share its partition, and no two totals a key", () => {
  const all = [salesLedger, pipelineLedger, productLedger, purchaseLedger].flatMap((ledger) =>
    ledger.levels.map((_, level) =>
      totalKey(ledger, level, { ...dimensions, product: "prd_1", customer: "cus_1" }),
    ),
  );
  expect(new Set(all.map(({ pk, sk }) => `${pk}/${sk}`)).size).toBe(all.length);
  const colleague = totalKey(salesLedger, 0, { ...dimensions, salesperson: "usr_2" });
  expect(colleague.pk).toBe(totalKey(salesLedger, 0, dimensions).pk);
  expect(measuresOf({ entity: "total", "m:a": 3, other: 4 })).toEqual({ a: 3 });
});
