import { apply } from "../aggregates/apply.ts";
import { additions } from "../aggregates/contribution.ts";
import type { Ledger } from "../aggregates/ledger.ts";
import { inParallel } from "../table/in-parallel.ts";
import { putAll } from "../table/put-all.ts";
import type { StreamChange } from "../table/stream.ts";
import type { Noun } from "./noun.ts";
import { aside, putNewer } from "./project.ts";

/**
 * How many writes are under way at once: few for a small batch, which is in no hurry and would only make callers' own
 * writes wait behind it; more for a large one, which is behind.
 */
const atOnce = (changes: number) => Math.min(24, Math.max(4, Math.ceil(changes / 10)));

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
  const asides = changes.map((change) => ({ position: change.position, ...aside(change, nouns) }));
  const copies = Map.groupBy(
    asides.flatMap(({ position, versioned }) => versioned.map((item) => ({ position, item }))),
    ({ item }) => `${item.pk}/${item.sk}`,
  );
  const work = [
    ...additions(changes, ledgers).map(
      (addition) => () => attempt(addition.contributions[0]?.position ?? "", () => apply(addition)),
    ),
    ...[...copies.values()].map((sameCopy) => async () => {
      for (const { position, item } of sameCopy) await attempt(position, () => putNewer(item));
    }),
    () => attempt(changes[0]?.position ?? "", () => putAll(asides.flatMap(({ fixed }) => fixed))),
  ];
  await inParallel(work, atOnce(changes.length), (task) => task());
  const positions = failed.map(({ position }) => position).sort();
  return { failedFrom: positions[0], errors: failed.map(({ error }) => error) };
}
