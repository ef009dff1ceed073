import { logger } from "../log/logger.ts";
import type { Item } from "../table/entity.ts";
import { query } from "../table/query.ts";
import { giveUpUnknown } from "./claim.ts";
import type { Letters } from "./letter.ts";
import { SHARDS, unsentPartition } from "./mail.ts";
import { type Sending, sendMail } from "./send.ts";

/** So many of a shard are looked at together. */
const PAGE = 100;

/** How long a sweep begins with further mails, in milliseconds; the next one goes on. */
const LONG_ENOUGH = 200_000;

/**
 * Sends what waits too long or was to wait until now: mails for later, mails put back, and reminders whose sender died
 * after claiming them. A mail that must not be sent twice is given up then.
 * @returns how many were given up or could not be handled
 */
export async function sweepMails(now: () => Date, letters: Letters): Promise<number> {
  const began = now();
  const shards = Array.from({ length: SHARDS }, (_, shard) => sweepShard(shard, began, now, letters));
  return (await Promise.all(shards)).reduce((sum, failed) => sum + failed, 0);
}

async function sweepShard(shard: number, began: Date, now: () => Date, letters: Letters): Promise<number> {
  let failed = 0;
  for (let page = await waiting(shard, began); page.length > 0; ) {
    for (const { id } of page) if (await fails(String(id), now, letters)) failed += 1;
    const last = page.at(-1);
    const enough = now().getTime() - began.getTime() > LONG_ENOUGH;
    page = enough || page.length < PAGE ? [] : await waiting(shard, began, String(last?.dueSk));
  }
  return failed;
}

function waiting(shard: number, until: Date, after?: string): Promise<Item[]> {
  return query(
    { index: "byDue", key: unsentPartition(shard) },
    { range: { between: ["0", until.toISOString()], after }, order: "ascending", limit: PAGE },
  );
}

/** One mail's trouble is not the others'. */
async function fails(id: string, now: () => Date, letters: Letters): Promise<boolean> {
  try {
    return (await take(id, now, letters)) === "failed";
  } catch (error) {
    logger.error("a mail could not be handled", { mailId: id, error: String(error) });
    return true;
  }
}

async function take(id: string, now: () => Date, letters: Letters): Promise<Sending> {
  if ((await giveUpUnknown(id, now())) === undefined) return sendMail(id, now, letters);
  logger.error("a mail was given up", { mailId: id, error: "OutcomeUnknown" });
  return "failed";
}
