import { SYSTEM } from "../access/caller.ts";
import type { Context } from "../http/context.ts";
import { Problem } from "../problem/problem.ts";
import { findTogether } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { campaigns } from "./campaign.ts";
import { type CampaignMail, campaignMails, saveMail } from "./campaign-mail.ts";
import { mailOfLink } from "./link.ts";

/** Shown in place of a page that the link does not lead to. */
const INVALID = "这个链接无效或已过期 · This link is not valid";
const invalid = () => new Problem("not-found", INVALID, { told: { language: "zh-CN" } });

/**
 * Counts that a customer followed a mail's link, and gives the address that it leads on to: the campaign's own, whatever
 * else the caller may have written into it. Three calls: the mail's campaign is read when the mail is known.
 * @throws Problem not-found, also when the link was made up
 */
export async function followLink(token: string, { now }: Context): Promise<Change<string>> {
  const id = await mailOfLink(token);
  const mail =
    id === undefined ? undefined : (await findTogether([[campaignMails, id]])).one(campaignMails, id);
  if (mail === undefined) throw invalid();
  const { campaignId } = mail;
  const campaign = (await findTogether([[campaigns, campaignId]])).one(campaigns, campaignId);
  if (campaign?.link === undefined) throw invalid();
  return clicked(mail, campaign.link, now);
}

function clicked(record: CampaignMail, link: string, now: Date): Change<string> {
  const { clicks, openedAt = now.toISOString() } = record;
  const next = nextVersion(record, { clicks: clicks + 1, openedAt }, { by: SYSTEM.userId, now });
  return {
    writes: saveMail(record, next),
    result: link,
    // Somebody follows it at the same moment, or the mail's own state changed.
    retry: (refusals) => {
      const there = refusals.find(({ label }) => label === record.id)?.there;
      return there === undefined ? undefined : clicked(campaignMails.schema.parse(there), link, now);
    },
  };
}
