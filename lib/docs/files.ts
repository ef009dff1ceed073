import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { assetPath } from "../files/asset.ts";

/** Text of a file that the documentation page needs. */
export function fileText(specifier: string): Promise<string> {
  return readFile(assetPath(specifier), "utf8");
}

/** The committed OpenAPI document. */
export function openApiText(): Promise<string> {
  const beside = new URL("./openapi.json", import.meta.url);
  return readFile(existsSync(beside) ? beside : new URL("../../openapi.json", import.meta.url), "utf8");
}
