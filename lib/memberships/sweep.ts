import { customers } from "../customers/customer.ts";
import { logger } from "../log/logger.ts";
import { commit } from "../table/commit.ts";
import { inParallel } from "../table/in-parallel.ts";
import { query } from "../table/query.ts";
import { findTogether } from "../table/read.ts";
import { type DueTerms, pointsDue, toWarnOf } from "./expire.ts";
import { DUE_PARTITIONS, memberships } from "./membership.ts";
import { mailTermsNow } from "./notify.ts";
import { termsNow } from "./terms.ts";

/** Members read at once; seen to at once, of each shard; and pages of a shard in one run: the next run goes on. */
const PAGE = 50;
const AT_ONCE = 3;
const MOST_PAGES = 200;

/**
 * Sees to all members whose points are due: found by their day, so that it costs what expires, not what members there are.
 * Each leaves the list with its own write: ended anywhere, or run twice at once, it does nothing twice.
 * @returns how many could not be seen to
 */
export async function sweepPoints(now: Date): Promise<number> {
  const [terms, mail] = await Promise.all([termsNow(), mailTermsNow()]);
  const failed = await Promise.all(DUE_PARTITIONS.map((key) => sweepPartition(key, { terms, mail }, now)));
  return failed.reduce((sum, count) => sum + count, 0);
}

async function sweepPartition(key: string, by: DueTerms, now: Date): Promise<number> {
  const until = `${now.toISOString()}~`;
  let failed = 0;
  let after: string | undefined;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const items = await query(
      { index: "byDue", key },
      { order: "ascending", range: { between: ["0", until], after }, limit: PAGE },
    );
    const due = items.map((item) => memberships.schema.parse(item));
    const written = due.filter((record) => toWarnOf(record, by.terms, now) !== undefined);
    const found = await findTogether(written.map(({ customerId }) => [customers, customerId] as const));
    const outcomes = await inParallel(due, AT_ONCE, async (record) => {
      try {
        await commit(pointsDue(record, found.one(customers, record.customerId), by, now));
        return 0;
      } catch (error) {
        // One member's trouble is not the others'.
        logger.error("a member's points could not be seen to", {
          membershipId: record.id,
          error: String(error),
        });
        return 1;
      }
    });
    failed += outcomes.filter((outcome) => outcome > 0).length;
    if (items.length < PAGE) break;
    after = String(items.at(-1)?.dueSk);
  }
  return failed;
}
