import { BOOKS } from "../metrics/business.ts";
import { measure } from "../metrics/measure.ts";
import { inParallel } from "../table/in-parallel.ts";
import { attempt, type Failure, type StreamChange, writesAtOnce } from "../table/stream.ts";
import { apply } from "./apply.ts";
import { additions } from "./contribution.ts";
import type { Ledger, Measures } from "./ledger.ts";
import { sum } from "./measures.ts";

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
    (addition) =>
      attempt(addition.contributions[0]?.position, async () => {
        const added = await apply(addition);
        // The finest totals hold every entry once; the others are made of them.
        if (addition.level === 0) measureBooks(addition.ledger, sum(added.map(({ measures }) => measures)));
      }),
  );
  return outcomes.flat();
}

/** Tells CloudWatch of what was added, where it is a figure of the business. */
function measureBooks({ name }: Ledger, added: Measures): void {
  for (const metric of BOOKS) {
    if (metric.ledger !== name) continue;
    const values = metric.measures.flatMap((one) => added[one] ?? []);
    const total = values.reduce((all, value) => all + value, 0);
    if (values.length > 0) measure(metric, total);
  }
}
