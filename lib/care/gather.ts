import { type Contact, contacts } from "../contacts/contact.ts";
import { customerValues, valueId } from "../customer-value/customer-value.ts";
import { type Customer, customers } from "../customers/customer.ts";
import { groupPrefix } from "../customers/view.ts";
import { deliveries } from "../deliveries/delivery.ts";
import { logger } from "../log/logger.ts";
import { membershipIdOf, memberships } from "../memberships/membership.ts";
import { mailRecipients, recipientId } from "../recipients/recipient.ts";
import { serviceCards } from "../service-cards/service-card.ts";
import { claimKey } from "../table/claim.ts";
import type { Entity, Item } from "../table/entity.ts";
import { inParallel } from "../table/in-parallel.ts";
import { query } from "../table/query.ts";
import { getItems } from "../table/read.ts";
import type { RecordBase } from "../table/record.ts";
import { careMails, isOfPerson, occasionClaim } from "./care-mail.ts";
import type { Case } from "./case.ts";
import { needsContacts, recipientFor, recipientOf } from "./recipient.ts";
import type { CareRule } from "./rule.ts";
import { occasionOf, type Subject } from "./subject.ts";
import type { Terms } from "./terms.ts";
import { turnsKey, turnsOf } from "./turns.ts";
import type { Candidate } from "./whom.ts";

/** The customers without an address of their own whose contacts are read at once. */
const AT_ONCE = 8;

/**
 * Everything that decides about those whom a day concerns, read consistently: two calls for up to 16 of them, and one
 * more for each company that has to be written to through its contacts. Whom it concerns no longer is left out.
 */
export async function gather(
  rule: CareRule,
  date: string,
  found: readonly Candidate[],
  terms: Terms,
): Promise<Case[]> {
  const items = await getItems(found.flatMap(keysOfCandidate));
  const told = found.flatMap((candidate) => {
    const subject = subjectOf(candidate, items, terms);
    const occasion = subject && occasionOf(rule, date, subject, terms.leapDay);
    return subject === undefined || occasion === undefined ? [] : [{ candidate, subject, occasion }];
  });
  const addressed = await inParallel(told, AT_ONCE, async (one) => ({
    ...one,
    recipient: await recipientOn(rule, one.subject),
  }));
  const known = await getItems(
    addressed.flatMap(({ occasion, recipient: { address } }) => [
      ...(address === undefined
        ? []
        : [{ pk: recipientId(address), sk: mailRecipients.type }, turnsKey(recipientId(address))]),
      claimOf(rule, occasion.whose, occasion.key),
    ]),
  );
  return addressed.map(({ candidate, subject, occasion, recipient }): Case => {
    const { address } = recipient;
    const standing = address && known.get(`${recipientId(address)}/${mailRecipients.type}`);
    const claim = claimOf(rule, occasion.whose, occasion.key);
    const turns = turnsKey(candidate.customerId);
    const shared = address && turnsKey(recipientId(address));
    return {
      rule,
      date,
      candidate,
      subject,
      occasion,
      recipient,
      standing: standing ? mailRecipients.schema.parse(standing) : undefined,
      turns: turnsOf(items.get(`${turns.pk}/${turns.sk}`)),
      addressTurns: turnsOf(shared ? known.get(`${shared.pk}/${shared.sk}`) : undefined),
      isDone: known.has(`${claim.pk}/${claim.sk}`),
    };
  });
}

function claimOf({ id }: CareRule, whose: string, key: string) {
  return claimKey(careMails.type, occasionClaim(id, whose, key).value);
}

/** The records that a candidate's id can be of, by its prefix. */
const ENTITIES = { con: contacts, dlv: deliveries, sca: serviceCards } as const;

function keysOfCandidate({ recordId, customerId }: Candidate) {
  const prefix = recordId.slice(0, 3);
  const own = prefix in ENTITIES ? [{ pk: recordId, sk: typeOf(prefix) }] : [];
  return [
    ...own,
    { pk: customerId, sk: customers.type },
    { pk: membershipIdOf(customerId), sk: memberships.type },
    { pk: valueId(customerId), sk: customerValues.type },
    turnsKey(customerId),
  ];
}

function typeOf(prefix: string): string {
  return Object.entries(ENTITIES).find(([known]) => known === prefix)?.[1].type ?? "";
}

function subjectOf(
  { recordId, customerId }: Candidate,
  items: ReadonlyMap<string, Item>,
  { language, tierNames }: Terms,
): Subject | undefined {
  const one = <R extends RecordBase>(entity: Entity<R>, id: string) =>
    standing(entity, items.get(`${id}/${entity.type}`));
  const customer = one(customers, customerId);
  if (customer === undefined) return undefined;
  const contact = one(contacts, recordId);
  if (contact === undefined && recordId.startsWith("con_")) return undefined;
  const membership = one(memberships, membershipIdOf(customerId));
  return {
    customer,
    contact,
    membership,
    value: one(customerValues, valueId(customerId)),
    delivery: one(deliveries, recordId),
    card: one(serviceCards, recordId),
    tierName: membership && tierNames.get(membership.tier),
    language: customer.language ?? language,
  };
}

/** A record that cannot be read concerns itself alone. */
function standing<R extends RecordBase>(entity: Entity<R>, item: Item | undefined): R | undefined {
  if (item === undefined || item.deletedAt !== undefined) return undefined;
  const parsed = entity.schema.safeParse(item);
  if (!parsed.success) logger.error("a record cannot be read", { id: item.id, error: String(parsed.error) });
  return parsed.data;
}

async function recipientOn({ occasion, makes }: CareRule, { customer, contact }: Subject) {
  if (isOfPerson(occasion.kind)) return recipientOf(contact ?? customer);
  if (makes === "task" || !needsContacts(customer)) return recipientOf(customer);
  return recipientFor(customer, await contactsOf(customer));
}

async function contactsOf({ id }: Customer): Promise<Contact[]> {
  const items = await query(
    { index: "byCustomer", key: id },
    { order: "ascending", range: { prefix: groupPrefix("contact") } },
  );
  return items.flatMap((item) => standing(contacts, item) ?? []);
}
