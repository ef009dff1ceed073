import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/** Text of a file that lies beside the function's bundle, or, where nothing is bundled, in its package. */
export function asset(specifier: string): Promise<string> {
  const beside = new URL(`./${basename(specifier)}`, import.meta.url);
  return readFile(
    existsSync(beside) ? fileURLToPath(beside) : fileURLToPath(import.meta.resolve(specifier)),
    "utf8",
  );
}

/** The committed OpenAPI document. */
export function openApiText(): Promise<string> {
  const beside = new URL("./openapi.json", import.meta.url);
  return readFile(existsSync(beside) ? beside : new URL("../../openapi.json", import.meta.url), "utf8");
}
