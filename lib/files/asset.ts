import { existsSync } from "node:fs";
import { createRequire as requireFrom } from "node:module";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Path of a file that a function's declaration names among its assets: beside the bundle, or, where nothing is bundled,
 * in its package.
 * @param specifier e.g. `swagger-ui-dist/swagger-ui.css`
 */
export function assetPath(specifier: string): string {
  const beside = fileURLToPath(new URL(`./${basename(specifier)}`, import.meta.url));
  // Not import.meta.resolve: for an import, packages give data files as modules.
  return existsSync(beside) ? beside : requireFrom(import.meta.url).resolve(specifier);
}
