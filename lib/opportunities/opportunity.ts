import * as z from "zod";
import { readerCopies } from "../access/readers.ts";
import { inCustomerView } from "../customers/view.ts";
import { idOf } from "../ids/id.ts";
import { basisPoints, money } from "../money/money.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { calendarDate, instant, month } from "../time/calendar.ts";
import { attentionKeys } from "./attention.ts";
import { opportunityInput } from "./input.ts";
import { pricedLine } from "./line.ts";
import { OPPORTUNITY_STATUSES, type OpportunityStatus } from "./status.ts";

/** One stay in a pipeline stage. */
export const stageEntry = z.object({ stage: z.string(), since: instant, by: z.string() });

/**
 * The month in which it was won or lost, and the lead to whom that counts: kept, so that a reversal meets the same
 * totals even when the opportunity has passed into other hands since.
 */
const booked = z.object({
  month,
  salespersonId: idOf("user"),
  departmentId: idOf("department").optional(),
});

/** A sales opportunity (销售机会, DOMAIN §4). */
export const opportunity = z
  .object({
    ...recordFields,
    ...opportunityInput.shape,
    number: z.string(),
    /** The campaign that it came of; of any text before there were campaigns. */
    campaignId: z.string().optional(),
    customerId: idOf("customer"),
    /** Copied from the customer and kept up with it by the stream. */
    customerName: z.string(),
    customerOwnerId: idOf("user").optional(),
    ownerId: idOf("user"),
    departmentId: idOf("department").optional(),
    /** Whom the owner named, and everybody else in the sales team: all of them read it. */
    collaboratorIds: z.array(idOf("user")).optional(),
    lines: z.array(pricedLine),
    amount: money,
    status: z.enum(OPPORTUNITY_STATUSES),
    stage: z.string(),
    /** Basis points: 6000 is 60 %. */
    probability: basisPoints,
    /** Whether a person set the probability; otherwise it follows the stage. */
    probabilitySet: z.boolean(),
    stages: z.array(stageEntry),
    /** How often it was won: part of the key of everything a win books, so that nothing is booked twice. */
    winNumber: z.int(),
    wonAt: instant.optional(),
    orderId: idOf("order").optional(),
    /** How often it was lost: part of the key of what a loss books. */
    lossNumber: z.int(),
    lostAt: instant.optional(),
    lossReason: z.string().optional(),
    /** The competitor who won it, if one did. */
    lostTo: idOf("competitor").optional(),
    /** While it is won, closed or lost. */
    booked: booked.optional(),
    /** Why and when it was last reopened after a loss. */
    reopenReason: z.string().optional(),
    reopenedAt: instant.optional(),
    /** Why and when a win was last undone. */
    undoReason: z.string().optional(),
    undoneAt: instant.optional(),
    closedAt: instant.optional(),
    /** When a follow-up was last completed. */
    followedUpAt: instant.optional(),
    /** Calendar date its work began, in the company's zone; the sales cycle counts from it. */
    startedOn: calendarDate,
  })
  .meta({ id: "Opportunity" });
export type Opportunity = z.infer<typeof opportunity>;

/** What callers are shown. */
export const opportunityAnswer = opportunity
  .omit({ claims: true, deletedAt: true })
  .meta({ id: "OpportunityAnswer" });

/** Executing ones stand first in the customer's view. */
const RANK = { executing: "9", won: "6", closed: "5", lost: "3" } as const satisfies Record<
  OpportunityStatus,
  string
>;

export const opportunities = defineEntity({
  type: "opportunity",
  schema: opportunity,
  facet: { of: ({ status }) => status, values: OPPORTUNITY_STATUSES },
  owner: ({ ownerId, departmentId }) => ({ ownerId, departmentId }),
  claims: ({ number }) => [{ value: `number:${number}`, pointer: "/number" }],
  indexes: (record) => ({
    ...inCustomerView(record.customerId, "opportunity", `${RANK[record.status]}#${record.id}`),
    ...attentionKeys(record),
    namePk: numberKey(record.number),
    nameSk: record.id,
  }),
  copies: (record) => [
    ...readerCopies("opportunity", record, record.status),
    ...(record.campaignId === undefined
      ? []
      : [{ name: "campaign", keys: { namePk: campaignKey(record.campaignId), nameSk: record.id } }]),
  ],
});

/** Where the opportunities of a campaign are found. */
export function campaignKey(campaignId: string): string {
  return `opportunity#campaign#${campaignId}`;
}

/** Where an opportunity is found by its number. */
export function numberKey(number: string): string {
  return `opportunity#number#${number}`;
}
