import { Problem, ruleBroken } from "../problem/problem.ts";
import { commit } from "../table/commit.ts";
import { type Change, keyOf, type Refusal, type Write } from "../table/write.ts";
import { type Bench, decideTogether, type Pack, type Verdict } from "./decide.ts";
import type { Done, Row } from "./importer.ts";
import { learn, suppose } from "./known.ts";

/** What became of rows, and those that are left for the next transaction. */
export interface Written {
  readonly verdicts: ReadonlyMap<Row, Verdict>;
  readonly rest: readonly Row[];
}

/**
 * Writes as many of some rows as one transaction holds, in their order, together with a note of what was done. What the
 * table refuses is learnt and decided again, so that each row meets its own problem and takes no other with it.
 */
export async function writePack(
  rows: readonly Row[],
  bench: Bench,
  note: (done: ReadonlyMap<Row, Done>) => Write,
): Promise<Written> {
  const first = await decideTogether(rows, bench);
  if (first.done.size === 0) return { verdicts: first.failed, rest: first.rest };
  try {
    const { pack, writes } = await commit(asChange(first, bench, note));
    suppose(bench.known, writes, pack.supposes);
    for (const call of pack.afterwards) call();
    return { verdicts: new Map<Row, Verdict>([...pack.done, ...pack.failed]), rest: pack.rest };
  } catch (error) {
    const problem = asProblem(error);
    const [only, another] = first.done.keys();
    if (another === undefined && only !== undefined)
      return { verdicts: new Map<Row, Verdict>([...first.failed, [only, problem]]), rest: first.rest };
    return { ...(await alone([...first.done.keys()], bench, note, first.failed)), rest: first.rest };
  }
}

interface Attempt {
  readonly pack: Pack;
  readonly writes: readonly Write[];
}

/** The writes of a pack, labelled by their place, so that a refusal leads back to its item. */
function asChange(pack: Pack, bench: Bench, note: (done: ReadonlyMap<Row, Done>) => Write): Change<Attempt> {
  const decided = [...pack.writes.values()];
  const writes = [...decided, ...(pack.done.size > 0 ? [note(pack.done)] : [])].map((write, index) => ({
    ...write,
    label: String(index),
  }));
  return {
    writes,
    result: { pack, writes: decided },
    retry: async (refusals) => {
      await learnFrom(refusals, decided, bench);
      const again = await decideTogether([...pack.done.keys()], bench);
      const failed = new Map([...pack.failed, ...again.failed]);
      return asChange({ ...again, failed, rest: [...again.rest, ...pack.rest] }, bench, note);
    },
  };
}

/** What stood in the way of writes is known from then on, and the records that hold the values they wanted. */
async function learnFrom(
  refusals: readonly Refusal[],
  writes: readonly Write[],
  { known }: Bench,
): Promise<void> {
  const holders = refusals.flatMap(({ label, there }) => {
    const write = writes[Number(label)];
    if (write === undefined) return [];
    known.set(keyOf(write), there);
    const [, type = ""] = there?.entity === "claim" ? String(there.pk).split("#") : [];
    return type === "" ? [] : [{ pk: String(there?.id), sk: type }];
  });
  await learn(known, holders);
}

async function alone(
  rows: readonly Row[],
  bench: Bench,
  note: (done: ReadonlyMap<Row, Done>) => Write,
  failed: ReadonlyMap<Row, Problem>,
): Promise<Pick<Written, "verdicts">> {
  const verdicts = new Map<Row, Verdict>(failed);
  for (const row of rows) {
    const written = await writePack([row], bench, note);
    for (const [of, verdict] of written.verdicts) verdicts.set(of, verdict);
  }
  return { verdicts };
}

/**
 * The problem of a row whose transaction failed.
 * @throws the error when it says nothing about the rows; unavailable when others kept writing the same records
 */
function asProblem(error: unknown): Problem {
  if (error instanceof Problem) {
    if (error.code !== "too-many-attempts") return error;
    throw new Problem("unavailable", "others keep changing these records; send the chunk again in a moment");
  }
  if (error instanceof Error && error.name === "ValidationException")
    return ruleBroken("the row makes a record that is too large to be kept");
  throw error;
}
