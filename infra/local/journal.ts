import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";
import { LocalFailure } from "./failure.ts";

/** A map that survives the death of the process: every change is a line in a file before the call returns. */
export interface Journal<T> {
  readonly entries: ReadonlyMap<string, T>;
  put(key: string, value: T): void;
  remove(key: string): void;
  close(): void;
}

const COMPACT_AFTER_LINES = 2_000;

const line = z.union([
  z.strictObject({ put: z.string(), value: z.unknown() }),
  z.strictObject({ remove: z.string() }),
]);

/**
 * Opens a journal; without a file it lives in memory.
 * @throws LocalFailure when the file holds something else; a half-written last line is forgotten
 */
export function openJournal<S extends z.ZodType>(file: string | undefined, schema: S): Journal<z.infer<S>> {
  const entries = new Map<string, z.infer<S>>();
  if (file === undefined) {
    return {
      entries,
      put: (key, value) => void entries.set(key, value),
      remove: (key) => void entries.delete(key),
      close: () => {},
    };
  }

  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file)) replay(file, schema, entries);
  let handle = compact(file, entries);
  let lines = entries.size;

  function append(change: z.infer<typeof line>, path: string): void {
    if (lines > COMPACT_AFTER_LINES && lines > 4 * entries.size) {
      closeSync(handle);
      handle = compact(path, entries);
      lines = entries.size;
    } else {
      writeSync(handle, `${JSON.stringify(change)}\n`);
      lines += 1;
    }
  }

  return {
    entries,
    put(key, value) {
      entries.set(key, value);
      append({ put: key, value }, file);
    },
    remove(key) {
      if (entries.delete(key)) append({ remove: key }, file);
    },
    close: () => closeSync(handle),
  };
}

function replay<S extends z.ZodType>(file: string, schema: S, entries: Map<string, z.infer<S>>): void {
  const lines = readFileSync(file, "utf8").split("\n");
  // A process that was killed while it wrote leaves a last line without its end.
  lines.pop();
  for (const text of lines) {
    try {
      const change = line.parse(JSON.parse(text));
      if ("put" in change) entries.set(change.put, schema.parse(change.value));
      else entries.delete(change.remove);
    } catch {
      throw new LocalFailure(`${file} is damaged: \`npm run reset\` starts afresh, without the data.`);
    }
  }
}

function compact<T>(file: string, entries: ReadonlyMap<string, T>): number {
  const temporary = `${file}.new`;
  writeFileSync(
    temporary,
    [...entries].map(([put, value]) => `${JSON.stringify({ put, value })}\n`).join(""),
  );
  renameSync(temporary, file);
  return openSync(file, "a");
}
