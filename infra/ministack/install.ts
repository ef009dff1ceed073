import { pythonWith } from "../python.ts";

/** The signatures of its tokens need `cryptography`, which the emulator does not bring by itself. */
const PACKAGES = ["ministack==1.5.33", "cryptography==50.0.2"];

/**
 * The emulator's Python.
 * @throws Error with what pip said when the packages are not to be had
 */
export function installMiniStack(): Promise<string> {
  return pythonWith(PACKAGES);
}
