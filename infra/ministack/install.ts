import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { command } from "./command.ts";

/** The signatures of its tokens need `cryptography`, which the emulator does not bring by itself. */
const PACKAGES = ["ministack==1.5.33", "cryptography==50.0.2"];

/** Not under the data folder, which a reset empties. */
const FOLDER = join(
  import.meta.dirname,
  "../../node_modules/.cache/guanxi",
  PACKAGES.join("-").replaceAll("==", "-"),
);

/**
 * The emulator's Python, in an environment of its own that is made once.
 * @throws Error with what pip said when the packages are not to be had
 */
export async function installMiniStack(): Promise<string> {
  const python = join(FOLDER, "bin", "python");
  if (existsSync(python)) return python;
  process.stderr.write(`Installing ${PACKAGES.join(" and ")}, once …\n`);
  const unfinished = `${FOLDER}.${process.pid}`;
  try {
    await command("python3", ["-m", "venv", unfinished]);
    await command(join(unfinished, "bin", "python"), [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--no-input",
      ...PACKAGES,
    ]);
    await rename(unfinished, FOLDER);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return python;
}
