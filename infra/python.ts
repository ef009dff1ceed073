import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { command } from "./ministack/command.ts";

/** Not under the data folder, which a reset empties. */
const FOLDER = join(import.meta.dirname, "../node_modules/.cache/guanxi");

/**
 * A Python with some packages of PyPI, in an environment of its own that is made once.
 * @param packages with their versions, e.g. `ministack==1.5.33`
 * @throws Error with what pip said when the packages are not to be had
 */
export async function pythonWith(packages: readonly string[]): Promise<string> {
  const folder = join(FOLDER, packages.join("-").replaceAll("==", "-"));
  const python = join(folder, "bin", "python");
  if (existsSync(python)) return python;
  process.stderr.write(`Installing ${packages.join(" and ")}, once …\n`);
  const unfinished = `${folder}.${process.pid}`;
  try {
    await command("python3", ["-m", "venv", unfinished]);
    await command(join(unfinished, "bin", "python"), [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--no-input",
      ...packages,
    ]);
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return python;
}
