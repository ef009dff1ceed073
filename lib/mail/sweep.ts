import { logger } from "../log/logger.ts";
import { query } from "../table/query.ts";
import { giveUpUnknown } from "./claim.ts";
import type { Letters } from "./letter.ts";
import { SHARDS, unsentPartition } from "./mail.ts";
import { type Sending, sendMail } from "./send.ts";

/** At most so many of a shard in one sweep; the next one goes on. */
const MOST = 200;

/**
 * Sends what waits too long: mails put back for later, and reminders whose sender died after claiming them. A mail that
 * must not be sent twice is given up then.
 * @returns how many were given up or could not be handled
 */
export async function sweepMails(now: () => Date, letters: Letters): Promise<number> {
  const until = now().toISOString();
  const lists = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) =>
      query(
        { index: "byDue", key: unsentPartition(shard) },
        { range: { between: ["0", until] }, order: "ascending", limit: MOST },
      ),
    ),
  );
  const ids = lists.flat().map((item) => String(item.id));
  let failed = 0;
  for (const id of ids) {
    try {
      if ((await take(id, now, letters)) === "failed") failed += 1;
    } catch (error) {
      // One mail's trouble is not the others'.
      failed += 1;
      logger.error("a mail could not be handled", { mailId: id, error: String(error) });
    }
  }
  return failed;
}

async function take(id: string, now: () => Date, letters: Letters): Promise<Sending> {
  if ((await giveUpUnknown(id, now())) === undefined) return sendMail(id, now, letters);
  logger.error("a mail was given up", { mailId: id, error: "OutcomeUnknown" });
  return "failed";
}
