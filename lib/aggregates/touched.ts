import type { StreamChange } from "../table/stream.ts";
import { additions } from "./contribution.ts";
import type { Ledger } from "./ledger.ts";
import { repaired } from "./repair.ts";

/**
 * Sets right every total that some changes add to. A change that the stream parked lies behind the position of its
 * totals, where its delivery has no effect any more: repairing them from their ledgers is how it gets in.
 * @throws Error when a total has more sources within a day than one item can remember
 */
export async function repairTouched(
  changes: readonly StreamChange[],
  ledgers: readonly Ledger[],
  now: Date,
): Promise<void> {
  for (const { ledger, level, dimensions } of additions(changes, ledgers)) {
    if ((await repaired(ledger, level, dimensions, now)) === "left")
      throw new Error(`a total of ${ledger.name} has too many recent entries to be repaired today`);
  }
}
