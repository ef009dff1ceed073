import { SYSTEM } from "../access/caller.ts";
import { MAIL_STATUSES, type MailStatus } from "../mail/mail.ts";
import { commit } from "../table/commit.ts";
import { find } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, unchanged } from "../table/write.ts";
import { type CampaignMail, campaignMails, saveMail } from "./campaign-mail.ts";

/** Lets a campaign's mail say what became of it, whatever order it is told in: no mail goes back to an earlier state. */
export async function followCampaignMail(id: string, to: MailStatus, now: Date): Promise<void> {
  const record = await find(campaignMails, id);
  if (record !== undefined) await commit(followed(record, to, now));
}

function followed(record: CampaignMail, to: MailStatus, now: Date): Change<undefined> {
  if (rank(to) <= rank(record.status)) return unchanged(undefined);
  const next = nextVersion(record, { status: to }, { by: SYSTEM.userId, now });
  return {
    writes: saveMail(record, next),
    result: undefined,
    retry: (refusals) => {
      const there = refusals.find(({ label }) => label === record.id)?.there;
      return there === undefined ? undefined : followed(campaignMails.schema.parse(there), to, now);
    },
  };
}

/** States in the order in which a mail comes to them. */
function rank(status: CampaignMail["status"]): number {
  const order: readonly CampaignMail["status"][] = MAIL_STATUSES;
  return order.indexOf(status);
}
