import { needsContacts, type Recipient, recipientFor, recipientOf } from "../care/recipient.ts";
import { restraint } from "../care/restraint.ts";
import { type Turns, turnsKey, turnsOf } from "../care/turns.ts";
import { contacts } from "../contacts/contact.ts";
import type { Customer } from "../customers/customer.ts";
import { groupPrefix } from "../customers/view.ts";
import { type MailRecipient, mailRecipients, recipientId } from "../recipients/recipient.ts";
import { refusal } from "../recipients/standing.ts";
import type { Candidate } from "../segments/conditions.ts";
import { claimKey } from "../table/claim.ts";
import { query } from "../table/query.ts";
import { getItems } from "../table/read.ts";
import type { Campaign } from "./campaign.ts";
import { addressClaim, campaignMailId, campaignMails, type Reason } from "./campaign-mail.ts";
import type { Terms } from "./terms.ts";

/** A customer of an audience, and everything that decides whether it is written to. */
export interface Case {
  readonly customer: Customer;
  readonly tier: string | undefined;
  readonly recipient: Recipient;
  readonly standing: MailRecipient | undefined;
  readonly turns: Turns;
  /** Of the recipient's address, which other customers may have too. */
  readonly addressTurns: Turns;
  /** Its mail, or why there is none, was written down already. */
  readonly isDone: boolean;
  /** Another customer of the campaign has the address. */
  readonly isTaken: boolean;
}

/** The mail that a customer gets, or why it gets none. */
export type Verdict =
  | { readonly do: "send"; readonly at: Date }
  | { readonly do: "hold"; readonly reason: Reason };

/**
 * Reads all that decides about a customer, consistently: one call, and one more for a company that is written to through
 * its contacts.
 */
export async function caseOf(campaign: Campaign, { customer, tier }: Candidate): Promise<Case> {
  const recipient = needsContacts(customer)
    ? recipientFor(customer, await contactsOf(customer.id))
    : recipientOf(customer);
  const { address } = recipient;
  const mailKey = { pk: campaignMailId(campaign, customer.id), sk: campaignMails.type };
  const turns = turnsKey(customer.id);
  const shared = address && turnsKey(recipientId(address));
  const of = address && { pk: recipientId(address), sk: mailRecipients.type };
  const claim = address && claimKey(campaignMails.type, addressClaim(campaign.id, address));
  const items = await getItems(
    [mailKey, turns, shared, of, claim].filter((key) => key !== undefined && key !== ""),
  );
  const at = (key: { pk: string; sk: string } | "" | undefined) => key && items.get(`${key.pk}/${key.sk}`);
  const standing = at(of);
  return {
    customer,
    tier,
    recipient,
    standing: standing ? mailRecipients.schema.parse(standing) : undefined,
    turns: turnsOf(items.get(`${turns.pk}/${turns.sk}`)),
    addressTurns: turnsOf(at(shared) || undefined),
    isDone: items.has(`${mailKey.pk}/${mailKey.sk}`),
    isTaken: at(claim) !== undefined,
  };
}

async function contactsOf(customerId: string) {
  const items = await query(
    { index: "byCustomer", key: customerId },
    { order: "ascending", range: { prefix: groupPrefix("contact") } },
  );
  return items.map((item) => contacts.schema.parse(item));
}

/** Whether a customer is written to, and when: the restraint of all care (DOMAIN §11), and no address twice. Pure. */
export function decide(
  { customer, recipient, standing, turns, addressTurns, isTaken }: Case,
  { restraint: settings, zone }: Terms,
  now: Date,
): Verdict {
  const { address, consents } = recipient;
  const verdict = restraint(
    {
      isInactive: customer.type === "inactive",
      address,
      consents,
      refusal: refusal(standing, "campaign"),
      turns,
      addressTurns,
    },
    now,
    { ...settings, zone },
  );
  if (verdict.do === "send" && isTaken) return { do: "hold", reason: "same-address" };
  return verdict;
}
