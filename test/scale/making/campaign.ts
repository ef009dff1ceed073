import { type Campaign, campaigns } from "../../../lib/campaigns/campaign.ts";
import { campaignMailId, campaignMails } from "../../../lib/campaigns/campaign-mail.ts";
import { caseOf } from "../../../lib/campaigns/case.ts";
import { followLink } from "../../../lib/campaigns/click.ts";
import { followCampaignMail } from "../../../lib/campaigns/follow-mail.ts";
import { trackedLink } from "../../../lib/campaigns/link.ts";
import { termsOfCampaigns } from "../../../lib/campaigns/terms.ts";
import { writeTo } from "../../../lib/campaigns/write-to.ts";
import type { Customer } from "../../../lib/customers/customer.ts";
import { segments } from "../../../lib/segments/segment.ts";
import { commit } from "../../../lib/table/commit.ts";
import { find, get } from "../../../lib/table/read.ts";
import { nextVersion } from "../../../lib/table/record.ts";
import { put } from "../../../lib/table/write.ts";
import { instantIn, monthIn } from "../../../lib/time/zone.ts";
import type { World } from "../world.ts";
import { after, contextOf, DAY, MINUTE } from "./context.ts";
import { posted } from "./posted.ts";

/** The campaign, begun last month for whoever fits its segment. */
export async function begunCampaign({ service: { campaignId }, terms }: World, now: Date): Promise<Campaign> {
  const draft = await get(campaigns, campaignId);
  const { conditions } = await get(segments, draft.segmentId);
  const month = monthIn(after(now, -32 * DAY), terms.timeZone);
  const startAt = instantIn(`${month}-15`, "10:00", terms.timeZone);
  return become(draft, { status: "sending", conditions, month, startAt: startAt.toISOString() }, startAt);
}

/** The campaign, once everybody was written to. */
export function endedCampaign(campaign: Campaign, looked: number): Promise<Campaign> {
  const at = after(startOf(campaign), DAY);
  return become(campaign, { status: "done", looked, finishedAt: at.toISOString() }, at);
}

type Fields = { [K in keyof Campaign]?: Campaign[K] };

async function become(was: Campaign, fields: Fields, now: Date): Promise<Campaign> {
  const next = nextVersion(was, fields, { by: was.ownerId, now });
  return commit({ writes: put(campaigns, next, was), result: next });
}

const startOf = ({ startAt = "" }: Campaign) => new Date(startAt);

/** Writes to a customer of the audience; its mail arrives, and some follow its link. */
export async function writtenTo(
  customer: Customer,
  tier: string,
  campaign: Campaign,
  { service }: World,
  follows: boolean,
): Promise<void> {
  const at = after(startOf(campaign), MINUTE);
  const one = await caseOf(campaign, { customer, tier, value: undefined });
  await commit(await writeTo(campaign, one, await termsOfCampaigns(), at));
  const id = campaignMailId(campaign, customer.id);
  const mail = await find(campaignMails, id);
  if (mail?.mailId === undefined) return;
  await posted(mail.mailId, campaign.template, at);
  for (const to of ["sent", "delivered"] as const) await followCampaignMail(id, to, after(at, MINUTE));
  if (!follows) return;
  const token = (await trackedLink(id)).split("/").at(-1) ?? "";
  await commit(await followLink(token, contextOf(service.marketing, after(at, 60 * MINUTE))));
}
