import * as z from "zod";
import { contactInput } from "../contacts/contact.ts";
import { customerInput } from "../customers/customer.ts";
import { followUpInput } from "../follow-ups/follow-up.ts";
import { patchOf } from "../http/merge-patch.ts";
import { idOf } from "../ids/id.ts";
import { basisPoints, money } from "../money/money.ts";
import { calendarDate } from "../time/calendar.ts";
import { lineInput, MOST_LINES } from "./line.ts";

const text = (most: number) => z.string().trim().min(1, { error: "must not be empty" }).max(most);

/** A competitor in this opportunity. */
export const opposing = z.strictObject({
  competitorId: idOf("competitor"),
  product: text(200).optional(),
  price: money.optional(),
  strengths: text(1000).optional(),
  weaknesses: text(1000).optional(),
  threat: z.enum(["low", "medium", "high"]).optional(),
});

/** A partner in this opportunity. */
export const partaking = z.strictObject({
  partnerId: idOf("partner"),
  role: text(200).optional(),
  share: basisPoints.optional(),
});

/** One member's part of the deal; the shares of a team sum to 10000 basis points. */
export const teamShare = z.strictObject({ userId: idOf("user"), share: basisPoints });

/** What a caller may set of an opportunity (DOMAIN §4). */
export const opportunityInput = z.strictObject({
  /** Given by the configured numbering unless the caller brings one, e.g. from an older system. */
  number: text(60).optional(),
  name: text(200),
  summary: text(5000).optional(),
  decisionMaker: text(200).optional(),
  lines: z.array(lineInput).max(MOST_LINES).optional(),
  /** The sum of the lines unless told; only without lines. */
  amount: money.optional(),
  expectedCloseOn: calendarDate.optional(),
  stage: z.string().max(60).optional(),
  probability: basisPoints.optional(),
  /** 1 hostile … 5 champion. */
  customerAttitude: z.int().min(1).max(5).optional(),
  competitionLevel: z.enum(["none", "low", "medium", "high"]).optional(),
  strengths: text(2000).optional(),
  weaknesses: text(2000).optional(),
  successFactors: text(2000).optional(),
  failureFactors: text(2000).optional(),
  source: text(60).optional(),
  campaignId: idOf("campaign").optional(),
  ownerId: idOf("user").optional(),
  collaboratorIds: z.array(idOf("user")).max(20).optional(),
  salesTeam: z.array(teamShare).max(10).optional(),
  partners: z.array(partaking).max(10).optional(),
  competitors: z.array(opposing).max(10).optional(),
  /** Calendar date the work began; today unless told. */
  startedOn: calendarDate.optional(),
});
export type OpportunityInput = z.infer<typeof opportunityInput>;

/** Contacts that come with an opportunity. */
export const contactsInput = z.array(contactInput).max(10);

/** A new customer, or what changes of an existing one, with new contacts of it. */
const customerPart = patchOf(customerInput).extend({ contacts: contactsInput.optional() });
export type CustomerFields = z.infer<typeof customerPart>;

/**
 * One call may bring the customer too, a new one without `customerId`, else changes of that one; and the first
 * follow-up (DOMAIN §4).
 */
export const opportunityBody = opportunityInput.extend({
  customerId: idOf("customer").optional(),
  customer: customerPart.optional(),
  followUp: followUpInput.optional(),
});
export type OpportunityBody = z.infer<typeof opportunityBody>;
