import { authorize } from "../access/reach.ts";
import { customers } from "../customers/customer.ts";
import { type Context, expectVersion } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { notFound } from "../problem/problem.ts";
import { change, remove } from "../resource/verbs.ts";
import { findTogether } from "../table/read.ts";
import type { Change } from "../table/write.ts";
import { complete } from "./add.ts";
import { type Contact, contactInput, contacts } from "./contact.ts";
import { takeRoom } from "./room.ts";

/** A contact and the customer it is one of. */
export interface ContactPath {
  readonly id: string;
  readonly contactId: string;
}

/**
 * A contact of a customer on which the caller may act. One call.
 * @throws Problem not-found, forbidden
 */
export async function readContact(
  { id, contactId }: ContactPath,
  { caller }: Context,
  action: "read" | "update" = "read",
): Promise<Contact> {
  const found = await findTogether([
    [customers, id],
    [contacts, contactId],
  ]);
  const customer = found.one(customers, id);
  if (customer === undefined) throw notFound("customer", id);
  authorize(caller, action, customers, customer);
  const contact = found.one(contacts, contactId);
  if (contact === undefined || contact.customerId !== id) throw notFound("contact", contactId);
  return contact;
}

/**
 * Changes fields of a contact. Two calls.
 * @throws Problem not-found, forbidden, stale-version, rule-broken
 */
export async function changeContact(
  path: ContactPath,
  patch: unknown,
  context: Context,
): Promise<Change<Contact>> {
  const record = await readContact(path, context, "update");
  expectVersion(context, record);
  const fields = await complete(patched(contactInput, record, patch), record, context);
  return change(contacts, record, fields, context);
}

/**
 * Deletes a contact; its history is kept for audit. Two calls.
 * @throws Problem not-found, forbidden, stale-version
 */
export async function removeContact(path: ContactPath, context: Context): Promise<Change<undefined>> {
  const record = await readContact(path, context, "update");
  expectVersion(context, record);
  const { writes, result } = remove(contacts, record, context);
  return { writes: [...writes, takeRoom(path.id, -1)], result };
}
