import * as z from "zod";
import { careCopies } from "../care/found-on.ts";
import { inCustomerView } from "../customers/view.ts";
import { idOf } from "../ids/id.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { text } from "../text/text.ts";
import { birthday } from "./birthday.ts";
import { consent, consentInput } from "./consent.ts";

/** What a caller may set of a contact (DOMAIN §3). */
export const contactInput = z.strictObject({
  name: text(100),
  post: text(100).optional(),
  roleInDecision: z
    .enum(["decision-maker", "approver", "influencer", "champion", "opponent", "gatekeeper", "user", "other"])
    .optional(),
  phone: text(40).optional(),
  email: z.email({ error: "must be an e-mail address" }).max(254).optional(),
  birthday: birthday.optional(),
  age: z.int().min(0).max(150).optional(),
  hobbies: text(500).optional(),
  /** 个人需求点 */
  personalNeeds: text(2000).optional(),
  preferredChannel: z.enum(["phone", "email", "visit", "wechat", "sms", "post"]).optional(),
  /** Whether they want care e-mails, and since when that is so: today unless told. */
  careMails: consentInput.optional(),
  notes: text(5000).optional(),
});
export type ContactInput = z.infer<typeof contactInput>;

/** A person to talk to at a customer (联系人). */
export const contact = z
  .object({
    ...recordFields,
    ...contactInput.shape,
    id: idOf("contact"),
    customerId: idOf("customer"),
    careMails: consent.optional(),
  })
  .meta({ id: "Contact" });
export type Contact = z.infer<typeof contact>;

/** What callers are shown. */
export const contactAnswer = contact.omit({ claims: true, deletedAt: true }).meta({ id: "ContactAnswer" });

/** Contacts belong to their customer alone: whoever may read or change that may read or change them. */
export const contacts = defineEntity({
  type: "contact",
  schema: contact,
  indexes: ({ id, customerId, phone }) => ({
    ...inCustomerView(customerId, "contact", id),
    ...(phone !== undefined && { namePk: phoneKey(phone), nameSk: id }),
  }),
  copies: careCopies,
});

/** Where the contacts with a phone number in E.164 are found. */
export function phoneKey(e164: string): string {
  return `contact#phone#${e164}`;
}
