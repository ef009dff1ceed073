import type { Item } from "../table/entity.ts";
import { inParallel } from "../table/in-parallel.ts";
import { putAll } from "../table/put-all.ts";
import { attempt, type Failure, type StreamChange, writesAtOnce } from "../table/stream.ts";
import type { Noun } from "./noun.ts";
import { aside, putNewer } from "./project.ts";

/**
 * Brings histories, timelines and copies up to a batch of changes. What fails is to be delivered again from the first
 * change concerned; repeating what worked changes nothing.
 */
export async function keep(
  changes: readonly StreamChange[],
  nouns: ReadonlyMap<string, Noun>,
): Promise<readonly Failure[]> {
  const asides = changes.map((change) => ({ position: change.position, ...aside(change, nouns) }));
  const copies = Map.groupBy(
    asides.flatMap(({ position, versioned }) => versioned.map((item) => ({ position, item }))),
    ({ item }) => `${item.pk}/${item.sk}`,
  );
  const work = [
    () => attempt(changes[0]?.position, () => putAll(asides.flatMap(({ fixed }) => fixed))),
    ...[...copies.values()].map(
      (sameCopy) => () => attempt(sameCopy[0]?.position, () => putNewest(sameCopy.map(({ item }) => item))),
    ),
  ];
  return (await inParallel(work, writesAtOnce(changes.length), (task) => task())).flat();
}

/** Of a copy's versions in one batch only the newest needs to be written. */
async function putNewest(versions: readonly Item[]): Promise<void> {
  const newest = versions.toSorted((a, b) => Number(a.version) - Number(b.version)).at(-1);
  if (newest !== undefined) await putNewer(newest);
}
