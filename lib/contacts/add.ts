import type { Action } from "../access/grant.ts";
import { authorize } from "../access/reach.ts";
import { customers } from "../customers/customer.ts";
import { type Acting, type Context, stampOf } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import { reachable } from "../phone/reachable.ts";
import { notFound } from "../problem/problem.ts";
import { readOne } from "../resource/verbs.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put, require, type Write } from "../table/write.ts";
import { dateIn } from "../time/zone.ts";
import { checkBorn } from "./birthday.ts";
import { dated } from "./consent.ts";
import { type Contact, type ContactInput, contacts } from "./contact.ts";
import { takeRoom } from "./room.ts";

/**
 * Adds a contact to a customer that the caller may change. Two calls.
 * @throws Problem not-found, forbidden, rule-broken, conflict when the customer has as many as it may
 */
export async function addContact(
  customerId: string,
  input: ContactInput,
  context: Context,
): Promise<Change<Contact>> {
  const customer = await readOne(customers, customerId, context);
  authorize(context.caller, "update" satisfies Action, customers, customer);
  const [record] = await newContacts(customerId, [input], context);
  if (record === undefined) throw new Error("one contact was asked for");
  const standing = require(customerId, "customer", () => notFound("customer", customerId));
  return { writes: [...contactWrites(customerId, [record]), standing], result: record };
}

/**
 * Contacts of a customer, not written yet.
 * @throws Problem invalid-request, rule-broken
 */
export async function newContacts(
  customerId: string,
  inputs: readonly ContactInput[],
  context: Acting,
): Promise<Contact[]> {
  const records: Contact[] = [];
  for (const input of inputs)
    records.push({
      ...(await complete(input, undefined, context)),
      ...firstVersion(newId("contact", context.now), stampOf(context)),
      customerId,
    });
  return records;
}

/** The writes of new contacts, for the transaction that makes them. */
export function contactWrites(customerId: string, records: readonly Contact[]): Write[] {
  if (records.length === 0) return [];
  const puts = records.flatMap((record) => put(contacts, record, undefined));
  return [...puts, takeRoom(customerId, records.length)];
}

/**
 * A contact's fields in the form in which they are kept: phone in E.164, e-mail in lower case, consent with its date.
 * @param before as it was; a consent that did not change keeps its date
 * @throws Problem invalid-request, rule-broken
 */
export async function complete(
  input: ContactInput,
  before: Pick<Contact, "careMails"> | undefined,
  { now }: Pick<Context, "now">,
): Promise<ContactInput & Pick<Contact, "careMails">> {
  const [fields, { timeZone }] = await Promise.all([reachable(input), setting(company)]);
  const today = dateIn(now, timeZone);
  if (fields.birthday !== undefined) checkBorn(fields.birthday, today);
  return { ...fields, careMails: dated(fields.careMails, before?.careMails, today) };
}
