import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import * as z from "zod";
import { importInput } from "../../lib/imports/mapping.ts";
import { jsonRows } from "../../lib/imports/rows.ts";
import { ImportFailure } from "./failure.ts";

/** A mapping file: what `POST /imports` takes, and where the rows are when many are run in turn. */
const mappingFile = importInput.omit({ name: true, chunks: true }).extend({
  /** A file of the folder that is imported. */
  file: z.string().min(1).optional(),
  /** Rows of the mapping's own, instead of a file. */
  rows: jsonRows.optional(),
});
export type MappingFile = z.infer<typeof mappingFile>;

/** One import to be run: a mapping, and the bytes of its file or the mapping's own rows. */
export interface Step {
  readonly name: string;
  readonly mapping: MappingFile;
  readonly bytes: Buffer | undefined;
}

/**
 * What is to be imported: a file by a mapping, or, where the mapping is a folder, by each of its mappings in the order of
 * their names, from the files that they name.
 * @param data the file, or the folder that holds the files
 * @throws ImportFailure
 */
export function stepsOf(mapping: string, data: string | undefined): Step[] {
  if (!isFolder(mapping)) return [stepOf(mapping, data)];
  const names = readdirSync(mapping)
    .filter((name) => name.endsWith(".json"))
    .sort();
  if (names.length === 0) throw new ImportFailure(`${mapping} holds no mapping files (*.json)`);
  return names.map((name) => stepOf(join(mapping, name), data));
}

function stepOf(path: string, data: string | undefined): Step {
  const mapping = readMapping(path);
  if (mapping.rows !== undefined) return { name: basename(path), mapping, bytes: undefined };
  const inFolder = data !== undefined && isFolder(data);
  if (inFolder && mapping.file === undefined)
    throw new ImportFailure(`${path} must name its "file" or give "rows"`);
  const file = inFolder ? join(data, mapping.file ?? "") : data;
  if (file === undefined) throw new ImportFailure(`name the file to import by ${path}`);
  return { name: basename(path), mapping, bytes: read(file) };
}

function readMapping(path: string): MappingFile {
  let content: unknown;
  try {
    content = JSON.parse(read(path).toString());
  } catch (error) {
    if (error instanceof SyntaxError) throw new ImportFailure(`${path} is not JSON: ${error.message}`);
    throw error;
  }
  const parsed = mappingFile.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new ImportFailure(`${path} is no mapping:\n${z.prettifyError(parsed.error)}`);
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new ImportFailure(`${path} cannot be read`);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/**
 * Names an import by what it is made of: whoever starts again with the same file and mapping finds the same import.
 * @param run another one for another run of the same
 */
export function keyOf({ mapping, bytes }: Step, rowsPerChunk: number, run: string): string {
  const said = JSON.stringify([mapping, rowsPerChunk, run]);
  return `import-${createHash("sha256")
    .update(said)
    .update(bytes ?? "")
    .digest("base64url")}`;
}
