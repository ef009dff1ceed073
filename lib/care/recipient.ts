import type { Contact } from "../contacts/contact.ts";
import type { Customer } from "../customers/customer.ts";

/** Whom a mail goes to: a customer, or one of its contacts. */
export interface Recipient {
  readonly id: string;
  readonly contactId: string | undefined;
  readonly name: string;
  readonly address: string | undefined;
  readonly consents: boolean;
}

export function recipientOf(one: Customer | Contact): Recipient {
  const { id, name, email, careMails } = one;
  const contactId = "customerId" in one ? id : undefined;
  return { id, contactId, name, address: email, consents: careMails?.consent === true };
}

/** Contacts who decide come first. */
const RANKS: readonly Contact["roleInDecision"][] = ["decision-maker", "approver", "champion"];
const rank = ({ roleInDecision }: Contact) =>
  (RANKS.indexOf(roleInDecision) + RANKS.length + 1) % (RANKS.length + 1);

/** Whether a contact decides. */
export function isKeyContact({ roleInDecision }: Contact): boolean {
  return RANKS.includes(roleInDecision);
}

/** Whether an occasion of a customer may have to go to one of its contacts, who are to be read then. */
export function needsContacts({ kind, careMails, email }: Customer): boolean {
  return kind === "company" && !(careMails?.consent === true && email !== undefined);
}

/**
 * Whom an occasion of a customer goes to: a person itself, a company's own address when it consents, else the first of
 * its contacts who consents, those who decide first; the customer itself when nobody does.
 */
export function recipientFor(customer: Customer, contacts: readonly Contact[]): Recipient {
  const own = recipientOf(customer);
  if (!needsContacts(customer)) return own;
  const [first] = contacts
    .filter(({ careMails, email }) => careMails?.consent === true && email !== undefined)
    .toSorted((a, b) => rank(a) - rank(b));
  return first === undefined ? own : recipientOf(first);
}
