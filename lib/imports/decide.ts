import { Problem, ruleBroken } from "../problem/problem.ts";
import { MOST_WRITES } from "../table/commit.ts";
import type { Item } from "../table/entity.ts";
import { unchanged, type Write } from "../table/write.ts";
import { type Combined, combine } from "./combine.ts";
import type { Decision, Desk, Done, Importer, Row } from "./importer.ts";
import { forbidden, holderIn, type Known, suppose } from "./known.ts";

/** What became of a row, or the problem that it met. */
export type Verdict = Done | Problem;

/** How rows are decided: against what is known of the table. */
export interface Bench {
  readonly importer: Importer;
  readonly known: Known;
  deskOf(row: Row, known: Known): Desk;
}

/** Rows of one transaction, decided. */
export interface Pack {
  readonly writes: Combined;
  readonly done: ReadonlyMap<Row, Done>;
  readonly failed: ReadonlyMap<Row, Problem>;
  /** Items as the updates among the writes leave them. */
  readonly supposes: readonly Item[];
  /** Called once the writes stand. */
  readonly afterwards: readonly (() => void)[];
  /** Rows that did not fit. */
  readonly rest: readonly Row[];
}

/**
 * Decides a row against what is known.
 * @returns the problem when a rule or a record that is there forbids it
 */
export async function decideRow(row: Row, known: Known, bench: Bench): Promise<Decision | Problem> {
  const { importer, deskOf } = bench;
  // Sent twice at the same moment, and the other was faster.
  if (known.get(`${row.id}/${importer.resource}`) !== undefined)
    return unchanged({ id: row.id, outcome: "created" });
  try {
    const existing = row.key === undefined ? undefined : holderIn(known, importer.resource, row.key);
    if (existing === undefined) refuseIncomplete(row, importer);
    const change = await importer.decide(row, existing, deskOf(row, known));
    return forbidden(known, change.writes) ?? change;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

function refuseIncomplete({ values }: Row, { required, fields }: Importer): void {
  const flaws = required
    .map((name) => ({ name, field: fields[name] }))
    .filter(({ name, field }) => values[field?.kind === "reference" ? field.into : name] === undefined)
    .map(({ name }) => ({ pointer: `/${name}`, detail: "must not be empty" }));
  const [first] = flaws;
  if (first !== undefined) throw new Problem("rule-broken", first.detail, { flaws });
}

/** Decides rows in their order, each as if those before it stood, until a transaction is full. */
export async function decideTogether(rows: readonly Row[], bench: Bench): Promise<Pack> {
  const supposed = new Map(bench.known);
  const done = new Map<Row, Done>();
  const failed = new Map<Row, Problem>();
  const supposes: Item[] = [];
  const afterwards: (() => void)[] = [];
  let writes: Combined = new Map();
  for (const [index, row] of rows.entries()) {
    const change = await decideRow(row, supposed, bench);
    if (change instanceof Problem) {
      failed.set(row, change);
      continue;
    }
    const together = fitting(writes, change.writes);
    if (together === undefined && done.size > 0)
      return { writes, done, failed, supposes, afterwards, rest: rows.slice(index) };
    if (together === undefined) {
      failed.set(row, ruleBroken("the row changes too much for one transaction"));
      continue;
    }
    writes = together;
    done.set(row, change.result);
    suppose(supposed, change.writes, change.supposes);
    supposes.push(...(change.supposes ?? []));
    if (change.done !== undefined) afterwards.push(change.done);
    if (bench.importer.oneByOne === true && writes.size > 0)
      return { writes, done, failed, supposes, afterwards, rest: rows.slice(index + 1) };
  }
  return { writes, done, failed, supposes, afterwards, rest: [] };
}

/** One place is kept for the note of what was done. */
const ROOM = MOST_WRITES - 1;

function fitting(before: Combined, writes: readonly Write[]): Combined | undefined {
  const together = combine(before, writes);
  return together !== undefined && together.size <= ROOM ? together : undefined;
}
