import { SYSTEM } from "../access/caller.ts";
import { outOfQuietHours } from "../care/quiet-hours.ts";
import { logger } from "../log/logger.ts";
import { audiencePage, BEGINNING, candidates } from "../segments/audience.ts";
import { type Conditions, fits } from "../segments/conditions.ts";
import { commit } from "../table/commit.ts";
import { inParallel } from "../table/in-parallel.ts";
import { find } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put, unchanged } from "../table/write.ts";
import { MINUTE } from "../time/units.ts";
import { type Campaign, campaigns, dueAt } from "./campaign.ts";
import { caseOf } from "./case.ts";
import { type Terms, termsOfCampaigns } from "./terms.ts";
import { type Outcome, writeTo } from "./write-to.ts";

/** From one round to the next, in milliseconds. */
export const ROUND = MINUTE;

/** Customers written to side by side. */
const AT_ONCE = 8;

/** Pages of customers that a round looks through, so that an audience that is hard to find costs no round its time. */
const MOST_PAGES = 60;

/**
 * Does what is due of a campaign: begins it at its time, or writes to the next customers of its audience, so many as go
 * out in a minute, and writes down how far it is. However often a round is begun, nobody gets two mails; what a round
 * that was lost had queued counts in the round that repeats it.
 */
export async function sendRound(id: string, now: Date): Promise<Change<undefined>> {
  const record = await find(campaigns, id);
  if (record === undefined || !isDue(record, now)) return unchanged(undefined);
  const { conditions } = record;
  if (conditions === undefined) throw new Error(`the campaign ${id} has no audience`);
  const terms = await termsOfCampaigns();
  const begun: Campaign =
    record.status === "scheduled"
      ? { ...record, startedAt: now.toISOString(), spot: BEGINNING, waiting: [], looked: 0 }
      : record;
  const open = outOfQuietHours(now, terms.restraint.quietHours, terms.zone);
  const isQuiet = open > now;
  const progress = isQuiet ? begun : await round(begun, conditions, terms, now);
  const isOver = progress.spot === undefined && progress.waiting.length === 0;
  // In quiet hours it waits as a whole, so that what they kept back does not go out all at once.
  const stepAt = isQuiet ? open : new Date(now.getTime() + ROUND);
  const next = nextVersion(
    record,
    {
      spot: progress.spot,
      waiting: progress.waiting,
      looked: progress.looked,
      startedAt: begun.startedAt,
      status: isOver ? "done" : "sending",
      stepAt: isOver ? undefined : stepAt.toISOString(),
      ...(isOver && { finishedAt: now.toISOString() }),
    },
    { by: SYSTEM.userId, now },
  );
  return {
    writes: put(campaigns, next, record, { label: "campaign" }),
    result: undefined,
    retry: (refusals) => {
      const there = refusals.find(({ label }) => label === "campaign")?.there;
      return there === undefined ? undefined : kept(campaigns.schema.parse(there), record, next, now);
    },
  };
}

/** Whether there is something to be done for a campaign now. */
function isDue(record: Campaign, now: Date): boolean {
  const at = dueAt(record);
  return at !== undefined && at <= now.toISOString();
}

/** Somebody paused it or changed its cost while the round went on: how far it came is kept all the same. */
function kept(there: Campaign, was: Campaign, round: Campaign, now: Date): Change<undefined> {
  const { spot, waiting, looked, startedAt, finishedAt } = round;
  const sameRound = JSON.stringify([there.spot, there.waiting]) === JSON.stringify([was.spot, was.waiting]);
  // Another one did this round, or it is cancelled.
  if (!sameRound || there.status === "cancelled" || there.status === "draft") return unchanged(undefined);
  const isOver = round.status === "done";
  const stays = there.status === "paused" && !isOver;
  const next = nextVersion(
    there,
    {
      spot,
      waiting,
      looked,
      startedAt,
      finishedAt,
      status: stays ? "paused" : round.status,
      stepAt: stays ? undefined : round.stepAt,
    },
    { by: SYSTEM.userId, now },
  );
  return {
    writes: put(campaigns, next, there, { label: "campaign" }),
    result: undefined,
    retry: (refusals) => {
      const again = refusals.find(({ label }) => label === "campaign")?.there;
      return again === undefined ? undefined : kept(campaigns.schema.parse(again), was, round, now);
    },
  };
}

type Progress = Pick<Campaign, "spot" | "waiting" | "looked">;

async function round(campaign: Campaign, wanted: Conditions, terms: Terms, now: Date): Promise<Progress> {
  let { spot, waiting, looked } = campaign;
  let left = campaign.perMinute;
  for (let pages = 0; left > 0 && pages < MOST_PAGES; ) {
    if (waiting.length === 0) {
      if (spot === undefined) break;
      const page = await audiencePage(wanted, spot, now);
      spot = page.next;
      looked += page.looked;
      waiting = page.members.map(({ customer }) => customer.id);
      pages += 1;
      continue;
    }
    const batch = waiting.slice(0, left);
    waiting = waiting.slice(batch.length);
    const outcomes = await writeToAll(campaign, batch, wanted, terms, now);
    left -= outcomes.filter((outcome) => outcome !== "held").length;
  }
  return { spot, waiting, looked };
}

/** Writes to those of a batch who still fit. One customer's trouble is not the others': the log tells of it. */
async function writeToAll(
  campaign: Campaign,
  ids: readonly string[],
  wanted: Conditions,
  terms: Terms,
  now: Date,
): Promise<Outcome[]> {
  const found = (await candidates(ids)).filter((candidate) => fits(candidate, wanted));
  return inParallel(found, AT_ONCE, async (candidate) => {
    try {
      return await commit(await writeTo(campaign, await caseOf(campaign, candidate), terms, now));
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "ZodError") throw error;
      logger.error("a customer of a campaign cannot be read", {
        campaignId: campaign.id,
        customerId: candidate.customer.id,
        error: error.name,
      });
      return "held";
    }
  });
}
