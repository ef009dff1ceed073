import * as z from "zod";
import type { Measures } from "../aggregates/ledger.ts";
import { restate, type Standing } from "../aggregates/standing.ts";
import { HOLD_REASONS, HOLD_SENTENCES } from "../care/restraint.ts";
import { inCustomerView } from "../customers/view.ts";
import { derivedId } from "../ids/derived.ts";
import { idOf } from "../ids/id.ts";
import { MAIL_STATUSES } from "../mail/mail.ts";
import { recipientId } from "../recipients/recipient.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { put, type Write } from "../table/write.ts";
import { instant, month } from "../time/calendar.ts";
import type { Campaign } from "./campaign.ts";
import { campaignLedger } from "./ledgers.ts";

export const CAMPAIGN_MAIL_STATUSES = [...MAIL_STATUSES, "held"] as const;

/** Why a customer of the audience is not written to. */
export const REASONS = [...HOLD_REASONS, "same-address"] as const;
export type Reason = (typeof REASONS)[number];

/** The reasons as sentences that callers read. */
export const REASON_SENTENCES: Record<Reason, string> = {
  ...HOLD_SENTENCES,
  unsubscribed: "they have unsubscribed from campaigns",
  "no-consent": "they have not consented to mails that are not about work",
  "same-address": "another customer of the campaign has the same address",
};

/** One customer of a campaign's audience: the mail and what became of it, or why there was none. */
export const campaignMail = z
  .object({
    ...recordFields,
    id: idOf("campaign-mail"),
    campaignId: idOf("campaign"),
    campaignName: z.string(),
    month,
    customerId: idOf("customer"),
    customerName: z.string(),
    customerOwnerId: idOf("user").optional(),
    departmentId: idOf("department").optional(),
    contactId: idOf("contact").optional(),
    status: z.enum(CAMPAIGN_MAIL_STATUSES),
    reason: z.enum(REASONS).optional(),
    /** The reason as a sentence. */
    why: z.string().optional(),
    mailId: idOf("mail").optional(),
    /** What the address is known by, so that nobody gets two. */
    addressId: idOf("mail-recipient").optional(),
    /** Not before. */
    sendAt: instant.optional(),
    /** How often the link was followed, and when first. */
    clicks: z.int(),
    openedAt: instant.optional(),
  })
  .meta({ id: "CampaignMail" });
export type CampaignMail = z.infer<typeof campaignMail>;

/** What callers are shown. */
export const campaignMailAnswer = campaignMail
  .omit({ claims: true, deletedAt: true, addressId: true, month: true })
  .meta({ id: "CampaignMailAnswer" });

/** Each customer has one in a campaign, whatever is repeated. */
export function campaignMailId(
  { id, startAt, createdAt }: Pick<Campaign, "id" | "startAt" | "createdAt">,
  customerId: string,
): string {
  return derivedId("campaign-mail", new Date(startAt ?? createdAt), id, customerId);
}

/** Where the mails of a campaign are found. */
export function mailsOf(campaignId: string): string {
  return `campaign#mails#${campaignId}`;
}

/** Names the claim of an address to `Change.retry`. */
export function addressClaim(campaignId: string, address: string): string {
  return `address:${campaignId}#${recipientId(address)}`;
}

export const campaignMails = defineEntity({
  type: "campaign-mail",
  schema: campaignMail,
  owner: ({ customerOwnerId, departmentId }) => ({ ownerId: customerOwnerId, departmentId }),
  claims: ({ campaignId, addressId }) =>
    addressId === undefined ? [] : [{ value: `address:${campaignId}#${addressId}`, pointer: "" }],
  indexes: ({ id, campaignId, customerId }) => ({
    ...inCustomerView(customerId, "campaign-mail", id),
    namePk: mailsOf(campaignId),
    nameSk: id,
  }),
});

/** Every write of a campaign's mail goes through here: the record, and its place in the ledger. */
export function saveMail(was: CampaignMail | undefined, is: CampaignMail): Write[] {
  const details = { campaignMailId: is.id, customerId: is.customerId };
  const before = was === undefined ? [] : [standingOf(was)];
  return [
    ...put(campaignMails, is, was, { label: is.id }),
    ...restate(before, [standingOf(is)], is, details),
  ];
}

function standingOf(record: CampaignMail): Standing {
  const { campaignId: campaign, month, clicks, reason = "" } = record;
  const dimensions = { month, campaign };
  if (record.status === "held")
    return { ledger: campaignLedger, dimensions, measures: { held: 1, [`held/${reason}`]: 1 } };
  const measures: Measures = { mails: 1, ...outcome(record.status), opened: clicks > 0 ? 1 : 0, clicks };
  return { ledger: campaignLedger, dimensions, measures };
}

function outcome(status: Exclude<CampaignMail["status"], "held">): Measures {
  switch (status) {
    case "queued":
    case "sending":
      return {};
    case "sent":
      return { sent: 1 };
    case "delivered":
      return { sent: 1, delivered: 1 };
    case "bounced":
      return { sent: 1, bounced: 1 };
    case "complained":
      return { sent: 1, delivered: 1, complained: 1 };
    case "suppressed":
    case "cancelled":
    case "failed":
      return { unsent: 1 };
    default:
      return status satisfies never;
  }
}
