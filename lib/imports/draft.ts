import { createHash } from "node:crypto";
import { columnKey } from "../csv/table.ts";
import { type PlainField, readCell } from "./cell.ts";
import type { Field, Fields, ReferenceType } from "./field.ts";
import { type Mapping, type Target, targetsOf } from "./mapping.ts";
import { type CellError, shown } from "./row-error.ts";
import type { SentRow } from "./rows.ts";
import { fill } from "./template.ts";

/** A record that a cell names, to be looked up. */
export interface Naming {
  readonly field: string;
  readonly to: ReferenceType;
  readonly into: string;
  readonly text: string;
}

/** A row in the terms of its fields. */
export interface Draft {
  readonly row: number;
  /** Of what its cells say: the same again is the same row. */
  readonly hash: string;
  readonly values: Record<string, unknown>;
  readonly namings: readonly Naming[];
  /** What each field was read from. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly errors: readonly CellError[];
}

interface Source {
  readonly column?: string | undefined;
  readonly text: string;
}

/** Reads rows by a mapping; prepared once for all rows of a chunk. */
export function drafter(mapping: Mapping, fields: Fields, currency: string): (row: SentRow) => Draft {
  const columns = targetsOf(mapping);
  const aliases = new Map(
    Object.entries(mapping.aliases).map(([field, said]) => [
      field,
      new Map(Object.entries(said).map(([variant, meant]) => [columnKey(variant), meant])),
    ]),
  );

  function sourcesOf({ cells }: SentRow): { source: Source; how: Target }[] {
    const given = columns.flatMap(({ column, targets }) =>
      targets.flatMap((how) => {
        const cell = cells.get(columnKey(column)) ?? "";
        const text = aliases.get(how.field)?.get(columnKey(cell)) ?? cell;
        return text === ""
          ? []
          : [{ source: { column, text: how.template === undefined ? text : fill(how.template, text) }, how }];
      }),
    );
    const filled = new Set(given.map(({ how }) => how.field));
    const rest = Object.entries(mapping.defaults).filter(([field]) => !filled.has(field));
    return [...given, ...rest.map(([field, value]) => ({ source: { text: String(value) }, how: { field } }))];
  }

  return (row) => {
    const values: Record<string, unknown> = {};
    const namings: Naming[] = [];
    const errors: CellError[] = [];
    const sources = new Map<string, Source>();
    for (const { source, how } of row.error === undefined ? sourcesOf(row) : []) {
      const field: Field | undefined = fields[how.field];
      if (field === undefined) continue;
      sources.set(how.field, source);
      if (field.kind === "reference") {
        namings.push({ field: how.field, to: field.to, into: field.into, text: source.text });
        continue;
      }
      const read = readPlain(source.text, field, how, currency);
      if ("rule" in read) errors.push({ column: source.column, rule: read.rule, value: shown(source.text) });
      else values[how.field] = read.value;
    }
    if (row.error !== undefined) errors.push(row.error);
    return { row: row.row, hash: hashOf(row), values, namings, sources, errors };
  };
}

function readPlain(text: string, field: PlainField, how: Target, currency: string) {
  return readCell(text, field, how, currency);
}

function hashOf({ cells, error }: SentRow): string {
  const said = JSON.stringify([[...cells].sort(), error]);
  return createHash("sha256").update(said).digest("base64url").slice(0, 12);
}
