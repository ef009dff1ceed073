import * as z from "zod";
import { readerCopies } from "../access/readers.ts";
import { inCustomerView } from "../customers/view.ts";
import { idOf } from "../ids/id.ts";
import { MAIL_STATUSES } from "../mail/mail.ts";
import { type Claim, defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { calendarDate, instant } from "../time/calendar.ts";
import { HOLD_REASONS } from "./restraint.ts";

/** What became of caring for somebody: the states of its mail, `held` where none was queued, `task` where none was wanted. */
export const CARE_MAIL_STATUSES = [...MAIL_STATUSES, "held", "task"] as const;

/** One customer or contact who was to be cared for on one occasion: the mail, the task, or why there was no mail. */
export const careMail = z
  .object({
    ...recordFields,
    id: idOf("care-mail"),
    ruleId: idOf("care-rule"),
    ruleName: z.string(),
    occasion: z.string(),
    /** What tells this occasion from the same one's others, e.g. the year of a birthday. */
    occasionKey: z.string(),
    /** The day it is about, and whether it comes too late for it. */
    date: calendarDate,
    belated: z.boolean().optional(),
    customerId: idOf("customer"),
    customerName: z.string(),
    /** Owner and department of the customer, whose care mails are theirs too. */
    customerOwnerId: idOf("user").optional(),
    departmentId: idOf("department").optional(),
    contactId: idOf("contact").optional(),
    /** Whom it is for; the customer unless a contact. */
    recipientName: z.string(),
    status: z.enum(CARE_MAIL_STATUSES),
    reason: z.enum(HOLD_REASONS).optional(),
    /** The reason as a sentence. */
    why: z.string().optional(),
    template: z.string().optional(),
    /** Not before. */
    sendAt: instant.optional(),
    mailId: z.string().optional(),
    taskId: idOf("task").optional(),
  })
  .meta({ id: "CareMail" });
export type CareMail = z.infer<typeof careMail>;

/** What callers are shown. */
export const careMailAnswer = careMail.omit({ claims: true, deletedAt: true }).meta({ id: "CareMailAnswer" });

/** Nobody is cared for twice by one rule on one occasion, whatever else about it changes. */
export function occasionClaim(ruleId: string, whose: string, occasionKey: string): Claim {
  return { value: `occasion:${ruleId}#${whose}#${occasionKey}`, pointer: "" };
}

export const careMails = defineEntity({
  type: "care-mail",
  schema: careMail,
  owner: ({ customerOwnerId, departmentId }) => ({ ownerId: customerOwnerId, departmentId }),
  claims: ({ ruleId, customerId, contactId, occasion, occasionKey }) => [
    occasionClaim(ruleId, isOfPerson(occasion) ? (contactId ?? customerId) : customerId, occasionKey),
  ],
  indexes: ({ id, customerId, date }) => ({
    ...inCustomerView(customerId, "care-mail", id),
    namePk: dateKey(date),
    nameSk: id,
  }),
  copies: (record) => readerCopies("care-mail", record),
});

/** Birthdays and holidays are everybody's own; the other occasions are the customer's, whoever of it is written to. */
export function isOfPerson(occasion: string): boolean {
  return occasion === "birthday" || occasion === "holiday";
}

/** Where the care mails of a day are found. */
export function dateKey(date: string): string {
  return `care-mail#on#${date}`;
}
