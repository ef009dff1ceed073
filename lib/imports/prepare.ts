import { derivedId } from "../ids/derived.ts";
import { Problem } from "../problem/problem.ts";
import type { Draft } from "./draft.ts";
import type { Import } from "./import.ts";
import type { Importer, Row } from "./importer.ts";
import { type Mapping, targetsOf } from "./mapping.ts";
import type { Directory } from "./references.ts";
import { type CellError, errorsOf, shown } from "./row-error.ts";

/** A row that can be decided, or everything that is wrong with its cells. */
export type Prepared = { readonly row: Row } | { readonly errors: readonly CellError[] };

/** Turns drafts of one chunk into rows: what cells name becomes ids, and the record that may exist already is named. */
export async function prepare(
  draft: Draft,
  { record, chunk }: { record: Import; chunk: number },
  importer: Importer,
  directory: Directory,
): Promise<Prepared> {
  const values = { ...draft.values };
  const toCreate: Record<string, string> = {};
  const errors = [...draft.errors];
  for (const { field, to, into, text } of draft.namings) {
    const named = directory.find({ to, text });
    if ("id" in named) values[into] = named.id;
    else if (named.unknown && record.onUnknown[field] === "create") toCreate[field] = text;
    else if (!named.unknown || record.onUnknown[field] !== "leave-empty")
      errors.push({ ...cellOf(field, draft, record), rule: named.rule });
  }
  const key = await keyOf(draft, record, importer, errors);
  if (errors.length > 0) return { errors };
  const id = derivedId(
    importer.resource,
    new Date(record.createdAt),
    record.id,
    String(chunk),
    String(draft.row),
  );
  return { row: { row: draft.row, hash: draft.hash, values, toCreate, id, key } };
}

/** The unique value by which a row's record is recognized. */
async function keyOf(
  draft: Draft,
  { upsertBy, columns }: Import,
  importer: Importer,
  errors: CellError[],
): Promise<string | undefined> {
  if (upsertBy === undefined || draft.errors.length > 0) return undefined;
  const said = draft.values[upsertBy];
  if (said === undefined) {
    errors.push({
      ...cellOf(upsertBy, draft, { columns }),
      rule: `must not be empty: rows are recognized by it`,
    });
    return undefined;
  }
  try {
    return await importer.keys[upsertBy]?.(String(said));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    errors.push(...errorsOf(error, () => cellOf(upsertBy, draft, { columns })));
    return undefined;
  }
}

/** The cell that gave a field: its column, and what it says. */
export function cellOf(
  field: string,
  { sources }: Pick<Draft, "sources">,
  mapping: Pick<Mapping, "columns">,
): Pick<CellError, "column" | "value"> {
  const source = sources.get(field);
  const column =
    source === undefined
      ? targetsOf(mapping).find(({ targets }) => targets.some((target) => target.field === field))?.column
      : source.column;
  return {
    ...(column !== undefined && { column }),
    ...(source !== undefined && { value: shown(source.text) }),
  };
}

/** The cell that a problem's JSON pointer is about. */
export function cellAt(
  pointer: string,
  draft: Pick<Draft, "sources">,
  mapping: Pick<Mapping, "columns">,
  importer: Importer,
): Pick<CellError, "column" | "value"> {
  const [, step = ""] = pointer.split("/");
  const field = importer.fieldAt?.(pointer) ?? fieldInto(step, importer) ?? step;
  return cellOf(field, draft, mapping);
}

function fieldInto(step: string, { fields }: Importer): string | undefined {
  return Object.keys(fields).find((name) => {
    const field = fields[name];
    return field?.kind === "reference" && field.into === step;
  });
}
