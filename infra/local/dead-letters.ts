import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { writeJson } from "./json-file.ts";

const deadLetter = z.strictObject({
  id: z.string(),
  function: z.string(),
  /** The error of the last attempt. */
  reason: z.string(),
  at: z.string(),
  attempts: z.number(),
  payload: z.unknown(),
});

/** What a function failed on for good: kept, shown and never thrown away by itself. */
export type DeadLetter = z.infer<typeof deadLetter>;

export interface DeadLetters {
  /** Keeps a letter, in the place of one with the same id of the same function. */
  park(letter: DeadLetter): void;
  /** It is dead no longer. */
  remove(letter: DeadLetter): void;
  all(): readonly DeadLetter[];
}

/** Dead letters as one file each in a folder, or in memory without one. */
export function openDeadLetters(folder: string | undefined, log: (line: string) => void): DeadLetters {
  const letters = new Map<string, DeadLetter>();
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const nameOf = (letter: DeadLetter) => `${letter.function}-${letter.id.replace(/[^\w.-]/g, "_")}.json`;
  return {
    park(letter) {
      letters.set(nameOf(letter), letter);
      const file = folder && join(folder, nameOf(letter));
      if (file !== undefined) writeJson(file, letter);
      log(
        `${letter.function} gave up after ${letter.attempts} attempts: ${letter.reason}${file ? ` (kept in ${file})` : ""}`,
      );
    },
    remove(letter) {
      letters.delete(nameOf(letter));
      if (folder !== undefined) rmSync(join(folder, nameOf(letter)), { force: true });
    },
    all: () => (folder === undefined ? [...letters.values()] : read(folder)),
  };
}

function read(folder: string): DeadLetter[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => deadLetter.parse(JSON.parse(readFileSync(join(folder, name), "utf8"))));
}
