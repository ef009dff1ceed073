import { afterAll, beforeAll, expect, test } from "vitest";
import { type Drift, reconcile } from "../../lib/aggregates/reconcile.ts";
import { ledgers } from "../../lib/ledgers.ts";
import type { Item } from "../../lib/table/entity.ts";
import { type Desk, openDesk } from "../scale/desk.ts";
import { type Filled, fill } from "../scale/fill.ts";
import { openTotals } from "../scale/totals.ts";

const NOW = new Date("2026-11-22T02:00:00Z");

/** What fills the tables of the proof of scale, for a few customers. */
let filled: Filled;
const items: Item[] = [];
let desk: Desk;

beforeAll(async () => {
  process.env.TABLE_NAME = "guanxi";
  process.env.PUBLIC_URL = "https://crm.example.cn";
  const writer = {
    take: () => [],
    write: (more: readonly Item[]) => void items.push(...more),
    end: () => {},
    written: 0,
  };
  filled = await fill(48, writer, { now: NOW, told: () => {} });
  desk = openDesk(items, openTotals());
});
afterAll(() => desk.close());

test("a filled table holds every item once", () => {
  expect(new Set(items.map(({ pk, sk }) => `${pk}/${sk}`)).size).toBe(items.length);
});

test("a filled table holds totals that equal their entries, restated ones and distributions too", async () => {
  expect(await drifts()).toEqual([]);
  const entries = items.filter(({ entity }) => entity === "ledger");
  expect(new Set(entries.map(({ ledger }) => ledger))).toEqual(new Set(ledgers.map(({ name }) => name)));

  const total = items.find(({ entity, ledger }) => entity === "total" && ledger === "service");
  total!["m:received"] = Number(total!["m:received"]) + 1;
  expect((await drifts()).map(({ ledger, difference }) => [ledger, difference.received])).toContainEqual([
    "service",
    -1,
  ]);
});

test("every sample has all that is asked for", () => {
  expect(filled.samples.length).toBeGreaterThan(40);
  const ids = new Set(items.map(({ id }) => id));
  for (const sample of filled.samples)
    for (const [name, value] of Object.entries(sample))
      if (name.endsWith("Id") && name !== "spendId") expect([name, ids.has(value)]).toEqual([name, true]);
});

test("no mail of the past waits to be sent", () => {
  const mails = items.filter(({ entity }) => entity === "mail");
  expect(mails.length).toBeGreaterThan(40);
  expect(mails.filter(({ status }) => status !== "delivered")).toEqual([]);
});

async function drifts(): Promise<Drift[]> {
  const all: Drift[] = [];
  for (const ledger of ledgers) {
    const own = items.filter((item) => item.entity === "ledger" && item.ledger === ledger.name);
    for (const month of new Set(own.map((item) => String(item.month)))) {
      const patience = { looks: 1, apart: 0 };
      all.push(...(await reconcile(ledger, month, { repair: false, now: NOW, patience })).drifts);
    }
  }
  return all;
}
