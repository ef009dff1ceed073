import * as z from "zod";
import { covers, reach } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { unknownReference } from "../resource/reference.ts";
import { readOne } from "../resource/verbs.ts";
import { audiencePage, BEGINNING, PAGE, type Spot } from "../segments/audience.ts";
import type { Candidate } from "../segments/conditions.ts";
import { COUNT_CALLS, countAnswer, countAudience } from "../segments/count.ts";
import { segments } from "../segments/segment.ts";
import { inParallel } from "../table/in-parallel.ts";
import { find } from "../table/read.ts";
import { instant } from "../time/calendar.ts";
import { campaigns } from "./campaign.ts";
import { REASON_SENTENCES, REASONS } from "./campaign-mail.ts";
import { caseOf, decide } from "./case.ts";
import { termsOfCampaigns } from "./terms.ts";

/** Customers shown. */
const FIRST = 20;
/** Pages that the first ones are looked for in. */
const MOST_PAGES = 30;

/** Calls of the largest preview: the count, the first ones, and two for each of them. */
export const PREVIEW_CALLS = COUNT_CALLS + 2 * MOST_PAGES + 2 * (FIRST + PAGE);

/** Who would be written to, were it sent now. */
export const previewAnswer = z
  .object({
    audience: countAnswer,
    first: z
      .array(
        z.object({
          customerId: z.string(),
          customerName: z.string(),
          recipientName: z.string(),
          does: z.enum(["send", "hold"]),
          reason: z.enum(REASONS).optional(),
          why: z.string().optional(),
          at: instant.optional().meta({ description: "Later than now in quiet hours" }),
        }),
      )
      .meta({ description: `The first ${FIRST} whom the caller may read` }),
  })
  .meta({ id: "CampaignPreview" });

/**
 * Counts a campaign's audience, and shows for the first of it whether they would be written to now and why not; nothing
 * is sent.
 * @throws Problem not-found, unknown-reference when the segment is gone
 */
export async function previewCampaign(
  id: string,
  { cursor, asked }: { cursor?: string | undefined; asked: string },
  context: Context,
): Promise<z.input<typeof previewAnswer>> {
  const campaign = await readOne(campaigns, id, context);
  const segment = await find(segments, campaign.segmentId);
  const wanted = campaign.conditions ?? (segment?.deletedAt === undefined ? segment?.conditions : undefined);
  if (wanted === undefined) throw unknownReference("segment", campaign.segmentId, "/segmentId");
  const { now } = context;
  const terms = await termsOfCampaigns();
  const audience = await countAudience(wanted, { cursor, asked }, context);
  const readable = reach(context.caller, "customer", "read");
  const found: Candidate[] = [];
  let spot: Spot | undefined = BEGINNING;
  for (let pages = 0; spot !== undefined && found.length < FIRST && pages < MOST_PAGES; pages++) {
    const page = await audiencePage(wanted, spot, now);
    const seen = page.members.filter(({ customer: { ownerId, departmentId } }) =>
      covers(readable, { ownerId, departmentId, shared: false }),
    );
    found.push(...seen);
    spot = page.next;
  }
  const first = await inParallel(found.slice(0, FIRST), 8, async (candidate) => {
    const one = await caseOf(campaign, candidate);
    const verdict = decide(one, terms, now);
    const { id: customerId, name: customerName } = candidate.customer;
    return {
      customerId,
      customerName,
      recipientName: one.recipient.name,
      does: verdict.do,
      ...(verdict.do === "hold"
        ? { reason: verdict.reason, why: REASON_SENTENCES[verdict.reason] }
        : { at: verdict.at.toISOString() }),
    };
  });
  return { audience, first };
}
