import { lookupKey } from "../customers/customer.ts";
import { query } from "../table/query.ts";
import { phoneKey } from "./contact.ts";

/** Customers that one number leads to at most: a switchboard is shared by few. */
const MOST = 10;

/**
 * The ids of the customers that a phone number in E.164 belongs to: their own, or that of one of their contacts, as a
 * caller's number is shown. Two calls, made at once.
 */
export async function customersByPhone(e164: string): Promise<string[]> {
  const latest = { order: "descending", limit: MOST } as const;
  const [own, contacts] = await Promise.all([
    query({ index: "byName", key: lookupKey("phone", e164) }, latest),
    query({ index: "byName", key: phoneKey(e164) }, latest),
  ]);
  const ids = [...own.map(({ id }) => String(id)), ...contacts.map(({ customerId }) => String(customerId))];
  return [...new Set(ids)].slice(0, MOST);
}
