import { startProduct } from "../makers/product.ts";
import { type Book, openBook } from "./book.ts";
import { attackCursors, attackFilters, attackPaths } from "./injection.ts";
import { attackBatches, attackBodies, attackPages } from "./limits.ts";
import { attackLists } from "./lists.ts";
import { attackLogs, type Captured, captureLogs } from "./logs.ts";
import { attackObjects, callersOf } from "./objects.ts";
import { attackMails, attackTables } from "./outputs.ts";
import { attackProblems } from "./problems.ts";
import { attackOwnership, attackProperties, attackReading } from "./properties.ts";
import { attackTokens } from "./tokens.ts";
import { type Caller, foundWorld, type World } from "./world.ts";

interface Attack {
  readonly book: Book;
  readonly world: World;
  readonly callers: readonly Caller[];
  readonly narrow: Caller;
  readonly full: boolean;
  readonly logs: Captured;
}

/** Every attack, in the order in which they do each other no harm. */
export const ATTACKS: Readonly<Record<string, (attack: Attack) => Promise<void>>> = {
  objects: ({ book, world, callers, full }) => attackObjects(book, world, callers, full),
  lists: ({ book, world, callers, full }) => attackLists(book, world, callers, full),
  reading: ({ book, world, callers }) => attackReading(book, world, callers),
  properties: ({ book, world, full }) => attackProperties(book, world, full),
  ownership: ({ book, world }) => attackOwnership(book, world),
  pages: ({ book, world, full }) => attackPages(book, world, full),
  filters: ({ book, world, narrow, full }) => attackFilters(book, world, narrow, full),
  cursors: ({ book, world, full }) => attackCursors(book, world, full),
  paths: ({ book, world, narrow, full }) => attackPaths(book, world, narrow, full),
  tokens: ({ book, world, full }) => attackTokens(book, world, full),
  batches: ({ book, world }) => attackBatches(book, world),
  bodies: ({ book, world, full }) => attackBodies(book, world, full),
  tables: ({ book, world }) => attackTables(book, world),
  problems: ({ book, world, full }) => (full ? attackProblems(book, world) : Promise.resolve()),
  mails: ({ book, world, full }) => attackMails(book, world, full),
  // Breaks what it finds.
  logs: ({ book, world, logs }) => attackLogs(book, world, logs),
};

/** What came of one attack. */
interface Result {
  readonly requests: number;
  readonly seconds: number;
  readonly findings: readonly string[];
}

export interface Outcome {
  readonly attacks: ReadonlyMap<string, Result>;
  readonly figures: readonly string[];
  readonly findings: readonly string[];
}

/**
 * Founds a company and attacks the product as its people, and as nobody.
 * @param only names of attacks; all of them unless told
 */
export async function abuse({
  full,
  only = [],
}: {
  full: boolean;
  only?: readonly string[];
}): Promise<Outcome> {
  const logs = captureLogs();
  const product = await startProduct({ optimise: full });
  try {
    const world = await foundWorld(product);
    const callers = await callersOf(world, full);
    await product.drain();
    const book = openBook();
    const attacks = new Map<string, Result>();
    for (const [name, attack] of Object.entries(ATTACKS)) {
      if (only.length > 0 && !only.includes(name)) continue;
      const [started, requests, found] = [performance.now(), book.requests(), book.findings.length];
      await attack({ book, world, callers, narrow: callers[0]!, full, logs }).catch((error: Error) =>
        book.finding(`${name} broke off: ${error.stack}`),
      );
      attacks.set(name, {
        requests: book.requests() - requests,
        seconds: (performance.now() - started) / 1_000,
        findings: book.findings.slice(found),
      });
    }
    return { attacks, figures: figuresOf(book, attacks, callers.length), findings: book.findings };
  } finally {
    await product.stop();
    logs.stop();
  }
}

function figuresOf(book: Book, attacks: ReadonlyMap<string, Result>, callers: number): string[] {
  const statuses = [...book.statuses].sort().map(([status, count]) => `${status}: ${count}`);
  return [
    ...[...attacks].map(
      ([name, { requests, seconds, findings }]) =>
        `${name.padEnd(12)} ${String(requests).padStart(6)} requests ${seconds.toFixed(1).padStart(6)} s  ${findings.length} findings`,
    ),
    ...book.notes,
    ...[...book.combinations()].map(([kind, count]) => `${String(count).padStart(6)} ${kind}`),
    `${book.requests()} requests by ${callers} callers; ${statuses.join(", ")}`,
  ];
}
