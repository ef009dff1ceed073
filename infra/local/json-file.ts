import { accessSync, constants, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type * as z from "zod";
import { LocalFailure, sentence } from "./failure.ts";

/**
 * Reads a JSON file that this product wrote.
 * @returns undefined when there is none, or nowhere to look
 * @throws LocalFailure when it is not what was written
 */
export function readJson<S extends z.ZodType>(file: string | undefined, schema: S): z.infer<S> | undefined {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new LocalFailure(`${file} cannot be read: ${sentence(error)}`);
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new LocalFailure(`${file} is damaged: \`npm run reset\` starts afresh, without the data.`);
  }
}

/**
 * Makes a folder that this process may use.
 * @throws LocalFailure when it may not
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw new LocalFailure(`The data folder ${folder} cannot be used: ${sentence(error)}`);
  }
}

/** Replaces a JSON file as a whole: a reader or a crash sees the old one or the new one. */
export function writeJson(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.new`;
  writeFileSync(temporary, `${JSON.stringify(value, null, 1)}\n`);
  renameSync(temporary, file);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
