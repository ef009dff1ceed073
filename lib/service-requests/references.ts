import type { Person } from "../access/directory.ts";
import { type Contact, contacts } from "../contacts/contact.ts";
import { type Customer, customers } from "../customers/customer.ts";
import { type Membership, membershipIdOf, memberships } from "../memberships/membership.ts";
import { ruleBroken } from "../problem/problem.ts";
import { type Product, products } from "../products/product.ts";
import { referred, unknownReference } from "../resource/reference.ts";
import { type ServiceCard, serviceCards } from "../service-cards/service-card.ts";
import { warrantyVerdict } from "../service-cards/warranty.ts";
import type { Found } from "../table/read.ts";
import type { RequestInput } from "./input.ts";
import type { ServiceRequest } from "./service-request.ts";

/** The records that a request names. */
export type Named = Pick<RequestInput, "customerId" | "contactId" | "serviceCardId" | "productId">;

/** The same as they were read; what is not named is not there. */
export interface References {
  readonly customer?: Pick<Customer, "id" | "name" | "ownerId"> | undefined;
  /** The customer's, whose tier decides the service level. */
  readonly membership?: Pick<Membership, "tier"> | undefined;
  readonly contact?: Contact | undefined;
  readonly card?: ServiceCard | undefined;
  readonly product?: Pick<Product, "id" | "name"> | undefined;
}

/** Sentences that callers read. */
export const REFERENCE_RULES = {
  cardCustomer: "the service card is another customer's",
  cardProduct: "the service card is for another product",
  contactCustomer: "the contact is none of this customer's",
} as const;

/** What to read together for what is named. */
export function wantedBy({ customerId, contactId, serviceCardId, productId }: Named) {
  return [
    ...(customerId === undefined
      ? []
      : [[customers, customerId] as const, [memberships, membershipIdOf(customerId)] as const]),
    ...(contactId === undefined ? [] : [[contacts, contactId] as const]),
    ...(serviceCardId === undefined ? [] : [[serviceCards, serviceCardId] as const]),
    ...(productId === undefined ? [] : [[products, productId] as const]),
  ];
}

/**
 * What was named, if the caller may read it. The customer and the product of a service card come with it.
 * @throws Problem unknown-reference, rule-broken
 */
export function referencesOf(found: Found, named: Named, caller: Person): References {
  const { customerId, contactId, serviceCardId, productId } = named;
  const card = referred(found, serviceCards, serviceCardId, caller, "/serviceCardId");
  const customer =
    referred(found, customers, customerId, caller, "/customerId") ??
    (card && { id: card.customerId, name: card.customerName, ownerId: card.customerOwnerId });
  const product =
    referred(found, products, productId, caller, "/productId") ??
    (card && { id: card.productId, name: card.productName });
  const contact = contactId === undefined ? undefined : found.one(contacts, contactId);
  if (contactId !== undefined && contact === undefined)
    throw unknownReference("contact", contactId, "/contactId");
  const membership = customer && found.one(memberships, membershipIdOf(customer.id));
  return { customer, membership, contact, card, product };
}

/**
 * What a request says of the records it names, and whether it is under warranty: pure.
 * @param on the company's calendar day on which it was received
 * @throws Problem rule-broken when the records do not belong together
 */
export function about({ customer, contact, card, product }: References, on: string) {
  if (card !== undefined && customer?.id !== card.customerId)
    throw ruleBroken(REFERENCE_RULES.cardCustomer, "/serviceCardId");
  if (card !== undefined && product?.id !== card.productId)
    throw ruleBroken(REFERENCE_RULES.cardProduct, "/productId");
  if (contact !== undefined && contact.customerId !== customer?.id)
    throw ruleBroken(REFERENCE_RULES.contactCustomer, "/contactId");
  return {
    customerId: customer?.id,
    customerName: customer?.name,
    customerOwnerId: customer?.ownerId,
    contactId: contact?.id,
    contactName: contact?.name,
    serviceCardId: card?.id,
    serviceCardNumber: card?.number,
    serialNumber: card?.serialNumber,
    productId: product?.id,
    productName: product?.name,
    warranty: { ...warrantyVerdict(card, on), on },
  } satisfies Partial<ServiceRequest>;
}
