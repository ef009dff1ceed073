import { existsSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Path of a file that a function's declaration names among its assets: beside the bundle, or, where nothing is bundled,
 * in its package.
 * @param specifier e.g. `swagger-ui-dist/swagger-ui.css`
 */
export function assetPath(specifier: string): string {
  const beside = new URL(`./${basename(specifier)}`, import.meta.url);
  return fileURLToPath(existsSync(beside) ? beside : import.meta.resolve(specifier));
}
