import * as z from "zod";
import { derivedId } from "../ids/derived.ts";
import { idOf } from "../ids/id.ts";
import { CARE_KINDS } from "../mail/mail.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { instant } from "../time/calendar.ts";

/** Why nothing but work is sent to an address. */
export const SUPPRESSION_REASONS = ["hard-bounce", "complaint", "by-hand"] as const;

/** What an address has told us, itself or by its server: which mails are not to be sent to it (DOMAIN §11). */
export const mailRecipient = z
  .object({
    ...recordFields,
    id: idOf("mail-recipient"),
    /** In lower case. */
    address: z.string(),
    /** The kinds of mail that the recipient wants no more of. */
    refused: z.array(z.enum(CARE_KINDS)),
    suppression: z
      .object({
        reason: z.enum(SUPPRESSION_REASONS),
        at: instant,
        /** The mail that bounced or was complained of. */
        mailId: idOf("mail").optional(),
        note: z.string().optional(),
      })
      .optional(),
    /** Why the last suppression was lifted. */
    liftedBecause: z.string().optional(),
  })
  .meta({ id: "MailRecipient" });
export type MailRecipient = z.infer<typeof mailRecipient>;

/** What callers are shown. */
export const mailRecipientAnswer = mailRecipient
  .omit({ claims: true, deletedAt: true })
  .meta({ id: "MailRecipientAnswer" });

/** Suppressed addresses in one list, by the time they became so. */
export const SUPPRESSED = "mail-recipients#suppressed";

/** One record an address, found by its id alone: whoever knows an address knows the id. */
export const mailRecipients = defineEntity({
  type: "mail-recipient",
  schema: mailRecipient,
  indexes: ({ id, suppression }) =>
    suppression === undefined ? {} : { namePk: SUPPRESSED, nameSk: `${suppression.at}#${id}` },
});

/** An address as it is compared: mail servers heed the case of letters nowhere any more. */
export function normalizedAddress(address: string): string {
  return address.trim().toLowerCase();
}

/** The id of the record of an address. */
export function recipientId(address: string): string {
  return derivedId("mail-recipient", new Date(0), normalizedAddress(address));
}
