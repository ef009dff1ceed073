import { PutCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import {
  type Dimensions,
  type Entry,
  entryItem,
  type Ledger,
  type Measures,
  totalKey,
} from "../../lib/aggregates/ledger.ts";
import { measuresOf, negated, sum } from "../../lib/aggregates/measures.ts";
import { pipelineLedger, productLedger, salesLedger } from "../../lib/performance/ledgers.ts";
import { documents, tableName } from "../../lib/table/client.ts";
import { getItems } from "../../lib/table/read.ts";
import { addMonths } from "../../lib/time/calendar.ts";
import type { Random } from "./random.ts";

/** The books of one small company: what a test wrote into the ledgers, remembered apart from the table. */
export interface Books {
  /** Books wins, reversals of wins, and moves of what is still open. */
  write(count: number): Promise<void>;
  /** Every total that is not what the remembered entries come to; empty when all are right. */
  wrong(): Promise<{ total: string; is: Measures; should: Measures }[]>;
  /** How many records were written to the ledgers. */
  written(): number;
  readonly months: readonly string[];
}

const changedAt = () => new Date().toISOString();
let companies = 0;

export function openBooks(random: Random): Books {
  const company = companies++;
  const months = [0, 1].map((index) => addMonths("2000-01", company * 2 + index));
  const staff = Array.from({ length: 5 }, (_, index) => ({
    department: `dep_${company}_${index % 2}`,
    salesperson: `usr_${company}_${index}`,
  }));
  const remembered = new Map<string, { ledger: Ledger; dimensions: Dimensions; measures: Measures }>();
  const wins: { ledger: Ledger; entry: Entry }[][] = [];
  const open = new Map<string, { dimensions: Dimensions; revision: number }>();
  let records = 0;

  function remember(ledger: Ledger, { dimensions, key, measures }: Entry): void {
    const path = `${ledger.name} ${JSON.stringify(dimensions)} ${key}`;
    remembered.set(path, { ledger, dimensions, measures });
    records += 1;
  }

  async function book(entries: readonly { ledger: Ledger; entry: Entry }[]): Promise<void> {
    const items = entries.map(({ ledger, entry }) => ({
      Put: { TableName: tableName(), Item: entryItem(ledger, entry) },
    }));
    if (items.length === 1) await documents().send(new PutCommand(items[0]!.Put));
    else await documents().send(new TransactWriteCommand({ TransactItems: items }));
    for (const { ledger, entry } of entries) remember(ledger, entry);
  }

  async function win(number: number): Promise<void> {
    const month = random.pick(months);
    const lead = random.pick(staff);
    const amount = random.between(0, 1_000_000);
    const common = { month, revision: 1, changedAt: changedAt() };
    const entries = [
      {
        ledger: salesLedger,
        entry: {
          ...common,
          key: `sale#${number}`,
          dimensions: { month, ...lead },
          measures: { wonAmount: amount, deals: 1 },
        },
      },
      {
        ledger: salesLedger,
        entry: {
          ...common,
          key: `commission#${number}`,
          dimensions: { month, ...random.pick(staff) },
          measures: { commission: Math.floor(amount / 20) },
        },
      },
      {
        ledger: productLedger,
        entry: {
          ...common,
          key: `product#${number}`,
          dimensions: { month, ...random.pick(staff), product: `prd_${company}_${random.between(0, 2)}` },
          measures: { quantity: random.between(1, 9), amount, deals: 1 },
        },
      },
    ];
    await book(entries);
    wins.push(entries);
  }

  async function undo(): Promise<void> {
    const undone = wins.pop();
    if (undone === undefined) return;
    await book(
      undone.map(({ ledger, entry }) => ({
        ledger,
        entry: { ...entry, key: `reversal#${entry.key}`, measures: negated(entry.measures) },
      })),
    );
  }

  /** Opens an opportunity or moves one: to another month or person its entry is zeroed and made anew there. */
  async function forecast(number: number): Promise<void> {
    const name = open.size > 3 && random.chance(0.7) ? random.pick([...open.keys()]) : `open#${number}`;
    const before = open.get(name);
    const revision = (before?.revision ?? 0) + 1;
    const month = random.pick(months);
    const dimensions =
      before !== undefined && random.chance(0.5)
        ? before.dimensions
        : { month: random.pick(months), ...random.pick(staff) };
    const entry = (place: Dimensions, measures: Measures): { ledger: Ledger; entry: Entry } => ({
      ledger: pipelineLedger,
      entry: { key: name, dimensions: place, measures, revision, month, changedAt: changedAt() },
    });
    const amount = random.between(0, 500_000);
    const moved =
      before !== undefined && JSON.stringify(before.dimensions) !== JSON.stringify(dimensions)
        ? [entry(before.dimensions, { open: 0, amount: 0, weighted: 0 })]
        : [];
    await book([...moved, entry(dimensions, { open: 1, amount, weighted: Math.floor(amount / 3) })]);
    open.set(name, { dimensions, revision });
  }

  return {
    months,
    written: () => records,
    async write(count) {
      for (let step = 0; step < count; step += 1) {
        const dice = random.next();
        if (dice < 0.45) await win(records);
        else if (dice < 0.6) await undo();
        else await forecast(records);
      }
    },
    async wrong() {
      const expected = expectedTotals([...remembered.values()]);
      const items = await getItems([...expected.values()].map(({ key }) => key));
      return [...expected].flatMap(([path, { measures }]) => {
        const is = sum([measuresOf(items.get(path))]);
        const should = sum(measures);
        return JSON.stringify(sorted(is)) === JSON.stringify(sorted(should))
          ? []
          : [{ total: path, is, should }];
      });
    },
  };
}

function expectedTotals(
  entries: readonly { ledger: Ledger; dimensions: Dimensions; measures: Measures }[],
): Map<string, { key: { pk: string; sk: string }; measures: Measures[] }> {
  const expected = new Map<string, { key: { pk: string; sk: string }; measures: Measures[] }>();
  for (const { ledger, dimensions, measures } of entries) {
    for (const index of ledger.levels.keys()) {
      const key = totalKey(ledger, index, dimensions);
      const path = `${key.pk}/${key.sk}`;
      const total = expected.get(path) ?? { key, measures: [] };
      total.measures.push(measures);
      expected.set(path, total);
    }
  }
  return expected;
}

function sorted(measures: Measures): [string, number][] {
  return Object.entries(measures).sort(([a], [b]) => (a < b ? -1 : 1));
}
