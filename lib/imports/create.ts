import type { Person } from "../access/directory.ts";
import { reach } from "../access/reach.ts";
import { type Context, stampOf } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import { type Flaw, Problem } from "../problem/problem.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { type Import, type ImportAnswer, imports, NO_PROGRESS } from "./import.ts";
import type { Importer } from "./importer.ts";
import { importerOf } from "./importers.ts";
import { type Importable, type ImportInput, targetsOf } from "./mapping.ts";

/**
 * Creates an import for the caller, as whom its rows will act. One call.
 * @throws Problem forbidden without the right to create such records, rule-broken naming what the mapping gets wrong
 */
export async function createImport(input: ImportInput, context: Context): Promise<Change<ImportAnswer>> {
  mayImport(input.resource, context.caller);
  const flaws = flawsOf(input, await importerOf(input.resource));
  const [first] = flaws;
  if (first !== undefined) throw new Problem("rule-broken", first.detail, { flaws });
  const record: Import = {
    ...input,
    ...firstVersion(newId("import", context.now), stampOf(context)),
    ownerId: context.caller.userId,
    departmentId: context.caller.departmentId,
    status: "open",
  };
  return { writes: put(imports, record, undefined), result: { ...record, progress: NO_PROGRESS } };
}

/** @throws Problem forbidden */
export function mayImport(resource: Importable, caller: Person): void {
  if (reach(caller, resource, "create").none)
    throw new Problem("forbidden", `your roles do not let you create a ${resource}`);
}

/** What a mapping says that its resource does not know, or does not say and must. */
function flawsOf(input: ImportInput, importer: Importer): Flaw[] {
  const { defaults, aliases, onUnknown, upsertBy } = input;
  const { fields, required, keys, creates = [], resource } = importer;
  const known = Object.keys(fields).sort().join(", ");
  const unknown = (field: string, pointer: string): Flaw[] =>
    Object.hasOwn(fields, field)
      ? []
      : [{ pointer, detail: `a ${resource} has no field ${field} to import; it has ${known}` }];
  const targets = targetsOf(input).flatMap(({ column, targets }) =>
    targets.map(({ field }) => ({ field, pointer: `/columns/${column}` })),
  );
  const mapped = new Map(targets.map(({ field, pointer }) => [field, pointer]));
  const given = new Set([...mapped.keys(), ...Object.keys(defaults)]);
  const missing = upsertBy === undefined ? required.filter((field) => !given.has(field)) : [];
  return [
    ...targets.flatMap(({ field, pointer }) => unknown(field, pointer)),
    ...targets
      .filter(({ field, pointer }) => mapped.get(field) !== pointer)
      .map(({ field, pointer }) => ({ pointer, detail: `the field ${field} is mapped from two columns` })),
    ...Object.keys(defaults).flatMap((field) => unknown(field, `/defaults/${field}`)),
    ...Object.keys(aliases).flatMap((field) => unknown(field, `/aliases/${field}`)),
    ...missing.map((field) => ({
      pointer: "/columns",
      detail: `a ${resource} must have a ${field}: map a column to it or give a default`,
    })),
    ...(upsertBy === undefined || (keys[upsertBy] !== undefined && given.has(upsertBy))
      ? []
      : [{ pointer: "/upsertBy", detail: upsertRule(resource, upsertBy, Object.keys(keys)) }]),
    ...Object.entries(onUnknown).flatMap(([field, then]) =>
      Object.hasOwn(fields, field) &&
      fields[field]?.kind === "reference" &&
      (then !== "create" || creates.includes(field))
        ? []
        : [{ pointer: `/onUnknown/${field}`, detail: `${field} cannot be told to ${then} here` }],
    ),
  ];
}

function upsertRule(resource: string, upsertBy: string, keys: readonly string[]): string {
  return keys.includes(upsertBy)
    ? `rows are recognized by their ${upsertBy}: map a column to it`
    : `a ${resource} is recognized by ${keys.join(", ") || "nothing"}, not by ${upsertBy}`;
}
