import * as z from "zod";
import { readerCopies } from "../access/readers.ts";
import { inCustomerView } from "../customers/view.ts";
import { idOf } from "../ids/id.ts";
import { LANGUAGES } from "../mail/mail.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { text } from "../text/text.ts";
import { instant, month } from "../time/calendar.ts";

export const SURVEY_STATUSES = ["open", "answered", "closed"] as const;

/** How satisfied a customer is: from 1, not at all, to 5, very. */
export const score = z
  .int({ error: "must be a whole number from 1 to 5" })
  .min(1, { error: "must be a whole number from 1 to 5" })
  .max(5, { error: "must be a whole number from 1 to 5" });

/** What a customer answers. */
export const surveyAnswerInput = z.strictObject({ score, comment: text(2000).optional() });
export type SurveyAnswerInput = z.infer<typeof surveyAnswerInput>;

/**
 * The question how satisfied a customer is with a resolved service request (满意度, DOMAIN §9), and the one answer it
 * takes. Whom the answer is credited to is frozen when it is sent.
 */
export const survey = z
  .object({
    ...recordFields,
    id: idOf("survey"),
    requestId: idOf("service-request"),
    requestNumber: z.string(),
    /** Which resolution of the request it asks about. */
    resolutionNumber: z.int(),
    customerId: idOf("customer").optional(),
    customerName: z.string().optional(),
    customerOwnerId: idOf("user").optional(),
    agentId: idOf("user"),
    departmentId: idOf("department").optional(),
    productId: idOf("product").optional(),
    productName: z.string().optional(),
    tier: z.string(),
    /** Of sending, in the company's zone: the month that its answer counts in. */
    month,
    sentAt: instant,
    /** Nobody is written to who has no address; an agent may still ask by phone. An older system had asked already. */
    sentBy: z.enum(["mail", "nothing", "import"]),
    language: z.enum(LANGUAGES),
    expiresAt: instant,
    status: z.enum(SURVEY_STATUSES),
    answeredAt: instant.optional(),
    score: score.optional(),
    comment: z.string().optional(),
    channel: z.enum(["page", "phone"]).optional(),
    closedAt: instant.optional(),
  })
  .meta({ id: "Survey" });
export type Survey = z.infer<typeof survey>;

/** What callers are shown. */
export const surveyAnswer = survey.omit({ claims: true, deletedAt: true }).meta({ id: "SurveyAnswer" });

/** Where the surveys sent in a month are found. */
export function sentIn(month: string): string {
  return `survey#month#${month}`;
}

export const surveys = defineEntity({
  type: "survey",
  schema: survey,
  facet: { of: ({ status }) => status, values: SURVEY_STATUSES },
  owner: ({ agentId, departmentId }) => ({ ownerId: agentId, departmentId }),
  indexes: ({ id, customerId, month }) => ({
    ...(customerId !== undefined && inCustomerView(customerId, "survey", id)),
    namePk: sentIn(month),
    nameSk: id,
  }),
  copies: (record) => readerCopies("survey", { ...record, ownerId: record.agentId }, record.status),
});
