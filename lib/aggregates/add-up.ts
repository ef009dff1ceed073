import { inParallel } from "../table/in-parallel.ts";
import { attempt, type Failure, type StreamChange, writesAtOnce } from "../table/stream.ts";
import { apply } from "./apply.ts";
import { additions } from "./contribution.ts";
import type { Ledger } from "./ledger.ts";

/**
 * Brings totals up to a batch of changes, one write a total. What fails is to be delivered again from the first change
 * concerned; repeating what worked changes nothing.
 */
export async function addUp(
  changes: readonly StreamChange[],
  ledgers: readonly Ledger[],
): Promise<readonly Failure[]> {
  const outcomes = await inParallel(
    additions(changes, ledgers),
    writesAtOnce(changes.length, 50),
    (addition) => attempt(addition.contributions[0]?.position, () => apply(addition)),
  );
  return outcomes.flat();
}
