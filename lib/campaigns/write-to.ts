import { SYSTEM } from "../access/caller.ts";
import { takeTurn, turnLabel, turnsOf } from "../care/turns.ts";
import { careMailId, queueCareMail } from "../mail/care.ts";
import { recipientId } from "../recipients/recipient.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, unchanged } from "../table/write.ts";
import type { Campaign } from "./campaign.ts";
import {
  addressClaim,
  type CampaignMail,
  campaignMailId,
  REASON_SENTENCES,
  saveMail,
} from "./campaign-mail.ts";
import { type Case, decide } from "./case.ts";
import { trackedLink } from "./link.ts";
import type { Terms } from "./terms.ts";

/** What came of a customer in a round; `already` when an earlier try of the round did it. */
export type Outcome = "queued" | "held" | "already";

/**
 * Writes a campaign's mail to a customer, or down why there is none, in one transaction, once: its record, the mail, the
 * turn that it takes and its place in the ledger.
 */
export async function writeTo(
  campaign: Campaign,
  one: Case,
  terms: Terms,
  now: Date,
): Promise<Change<Outcome>> {
  if (one.isDone) return unchanged("already");
  const verdict = decide(one, terms, now);
  const { customer, recipient } = one;
  const stamp = { by: SYSTEM.userId, now };
  const common = {
    ...firstVersion(campaignMailId(campaign, customer.id), stamp),
    campaignId: campaign.id,
    campaignName: campaign.name,
    month: campaign.month ?? "",
    customerId: customer.id,
    customerName: customer.name,
    customerOwnerId: customer.ownerId,
    departmentId: customer.departmentId,
    contactId: recipient.contactId,
    clicks: 0,
  };
  const { address } = recipient;
  if (verdict.do === "hold" || address === undefined) {
    const reason = verdict.do === "hold" ? verdict.reason : "no-address";
    const held: CampaignMail = { ...common, status: "held", reason, why: REASON_SENTENCES[reason] };
    return { writes: saveMail(undefined, held), result: "held", retry: () => unchanged("already") };
  }
  const mail = await mailOf(campaign, one, address, common.id, verdict.at, terms);
  const queued: CampaignMail = {
    ...common,
    status: "queued",
    mailId: careMailId(mail),
    addressId: recipientId(address),
    ...(verdict.at > now && { sendAt: verdict.at.toISOString() }),
  };
  return {
    writes: [
      ...saveMail(undefined, queued),
      ...queueCareMail(mail, now),
      takeTurn(customer.id, one.turns, verdict.at),
      takeTurn(recipientId(address), one.addressTurns, verdict.at),
    ],
    result: "queued",
    retry: (refusals) => {
      const refused = (label: string) => refusals.find((refusal) => refusal.label === label);
      if (refused(common.id) !== undefined) return unchanged("already");
      const turn = refused(turnLabel(customer.id));
      const shared = refused(turnLabel(recipientId(address)));
      const taken = refused(`claim:${addressClaim(campaign.id, address)}`);
      if (turn === undefined && shared === undefined && taken === undefined) return undefined;
      const again: Case = {
        ...one,
        turns: turn === undefined ? one.turns : turnsOf(turn.there),
        addressTurns: shared === undefined ? one.addressTurns : turnsOf(shared.there),
        isTaken: one.isTaken || taken !== undefined,
      };
      return writeTo(campaign, again, terms, now);
    },
  };
}

async function mailOf(
  campaign: Campaign,
  { customer, recipient: { id, name }, tier }: Case,
  address: string,
  campaignMail: string,
  sendAt: Date,
  { language }: Terms,
) {
  const link = campaign.link === undefined ? undefined : await trackedLink(campaignMail);
  return {
    kind: "campaign",
    rule: campaign.id,
    recipient: { id, customerId: customer.id, name, address, language: customer.language ?? language },
    occasion: "campaign",
    at: new Date(campaign.startAt ?? campaign.createdAt),
    template: { key: campaign.template, tier },
    values: { ...campaign.words, campaign: campaign.name, link },
    sendAt,
    about: campaignMail,
  } as const;
}
