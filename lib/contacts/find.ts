import { authorize } from "../access/reach.ts";
import { customers } from "../customers/customer.ts";
import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { notFound } from "../problem/problem.ts";
import { type HistoryEntry, pageOfHistory } from "../resource/history.ts";
import type { Page } from "../table/page.ts";
import { query } from "../table/query.ts";
import { type ContactPath, readContact } from "./change.ts";
import { type Contact, contacts } from "./contact.ts";

/**
 * All contacts of a customer that the caller may read, oldest first. One call: the customer's view holds both.
 * @throws Problem not-found
 */
export async function listContacts(customerId: string, { caller }: Context): Promise<Contact[]> {
  const items = await query(
    { index: "byCustomer", key: customerId },
    { order: "ascending", range: { between: [groupPrefix("contact"), `${groupPrefix("customer")}~`] } },
  );
  const profile = items.find(({ entity }) => entity === customers.type);
  if (profile === undefined) throw notFound("customer", customerId);
  authorize(caller, "read", customers, customers.schema.parse(profile));
  return items.filter(({ entity }) => entity === contacts.type).map((item) => contacts.schema.parse(item));
}

/** A page of a contact's history, newest first. Two calls. */
export async function readContactHistory(
  path: ContactPath,
  request: { limit: number; cursor?: string | undefined; asked: string },
  context: Context,
): Promise<Page<HistoryEntry>> {
  const { id } = await readContact(path, context);
  return pageOfHistory(id, request);
}
