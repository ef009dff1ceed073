import { apply } from "../aggregates/apply.ts";
import { additions } from "../aggregates/contribution.ts";
import type { Ledger } from "../aggregates/ledger.ts";
import type { StreamChange } from "../table/stream.ts";
import type { Noun } from "./noun.ts";
import { project } from "./project.ts";

/** How many writes are under way at once. */
const AT_ONCE = 24;

/** A batch's trouble: the first position from which everything is to be delivered again. */
export interface Kept {
  readonly failedFrom: string | undefined;
  readonly errors: readonly unknown[];
}

/**
 * Brings totals, histories, copies and timelines up to a batch of changes. What fails is delivered again from the first
 * change concerned; repeating what worked changes nothing.
 */
export async function keep(
  changes: readonly StreamChange[],
  nouns: ReadonlyMap<string, Noun>,
  ledgers: readonly Ledger[],
): Promise<Kept> {
  const failed: { position: string; error: unknown }[] = [];
  const attempt = async (position: string, work: () => Promise<void>) => {
    await work().catch((error) => failed.push({ position, error }));
  };
  const byRecord = Map.groupBy(changes, ({ is, was }) => String((is ?? was)?.pk));
  const work = [
    ...additions(changes, ledgers).map(
      (addition) => () => attempt(addition.contributions[0]?.position ?? "", () => apply(addition)),
    ),
    ...[...byRecord.values()].map((sameRecord) => async () => {
      for (const change of sameRecord) await attempt(change.position, () => project(change, nouns));
    }),
  ];
  await inParallel(work, AT_ONCE);
  const positions = failed.map(({ position }) => position).sort();
  return { failedFrom: positions[0], errors: failed.map(({ error }) => error) };
}

async function inParallel(work: readonly (() => Promise<void>)[], width: number): Promise<void> {
  const queue = work.values();
  const worker = async () => {
    for (const task of queue) await task();
  };
  await Promise.all(Array.from({ length: width }, worker));
}
