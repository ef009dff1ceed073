import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { readKey } from "../mail/occasions.ts";
import { money } from "../money/money.ts";
import { conditions } from "../segments/conditions.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { nameText, text } from "../text/text.ts";
import { calendarDate, instant, month } from "../time/calendar.ts";
import { CAMPAIGN_STATUSES } from "./status.ts";

/** Most mails a minute: what a round of a minute surely does. */
const MOST_A_MINUTE = 1200;

/** Customers whom a round found and left to the next one. */
export const MOST_WAITING = 40;

/** What the mails of a campaign say, besides what its template does. */
const words = z.strictObject({
  headline: text(200).optional(),
  offer: text(1000).optional(),
  code: text(60).optional(),
  until: calendarDate.optional(),
});

/** What a caller sets of a campaign. */
export const campaignInput = z.strictObject({
  /** Given by the configured numbering unless the caller brings one, e.g. from an older system. */
  number: text(60).optional(),
  name: nameText(200),
  description: text(2000).optional(),
  /** Who is written to. */
  segmentId: idOf("segment"),
  /** Which template: `campaign`, or one that the company wrote, e.g. `campaign.spring-sale`. */
  template: z
    .string()
    .max(120)
    .refine((key) => readKey(key)?.occasion === "campaign", {
      error: "must be campaign, or a template of it such as campaign.spring-sale",
    })
    .default("campaign"),
  words: words.default({}),
  /** Where the mail's button leads; who follows it is counted. */
  link: z
    .url({ protocol: /^https?$/, error: "must be a web address that begins with http" })
    .max(500)
    .optional(),
  /** Mails a minute. */
  perMinute: z
    .int()
    .min(1, { error: "must be at least 1" })
    .max(MOST_A_MINUTE, { error: `must be at most ${MOST_A_MINUTE}` })
    .default(60),
  /** What it costs in all, for the return on it. */
  cost: money.optional(),
  ownerId: idOf("user").optional(),
});
export type CampaignInput = z.infer<typeof campaignInput>;

/** A campaign (市场活动): one mail to each customer of an audience, and what came of it (DOMAIN §11). */
export const campaign = z
  .object({
    ...recordFields,
    ...campaignInput.shape,
    id: idOf("campaign"),
    number: z.string(),
    ownerId: idOf("user"),
    departmentId: idOf("department").optional(),
    status: z.enum(CAMPAIGN_STATUSES),
    /** The audience's conditions, as they were when it was scheduled. */
    conditions: conditions.optional(),
    /** When it is to begin. */
    startAt: instant.optional(),
    /** Of its beginning, in the company's zone: the month that its mails count in. */
    month: month.optional(),
    startedAt: instant.optional(),
    /** When the next round is due; while it is being sent. */
    stepAt: instant.optional(),
    /** Where in the audience it goes on; nowhere when everybody was found. */
    spot: z.object({ list: z.int(), after: z.string().optional() }).optional(),
    /** Customers whom a round found and left to the next one. */
    waiting: z.array(idOf("customer")).max(MOST_WAITING),
    /** Customers who were looked at so far. */
    looked: z.int(),
    finishedAt: instant.optional(),
  })
  .meta({ id: "Campaign" });
export type Campaign = z.infer<typeof campaign>;

/** What callers are shown. */
export const campaignAnswer = campaign
  .omit({ claims: true, deletedAt: true, stepAt: true, spot: true, waiting: true, month: true })
  .meta({ id: "CampaignAnswer" });

/** Where campaigns that go on by themselves are found by the instant of their next round. */
export const DUE_CAMPAIGNS = "campaigns#due";

/** When a campaign's next round is due: its first, while it is scheduled; never, unless it goes on by itself. */
export function dueAt({ status, startAt, stepAt, deletedAt }: Campaign): string | undefined {
  if (deletedAt !== undefined) return undefined;
  return status === "scheduled" ? startAt : status === "sending" ? stepAt : undefined;
}

export const campaigns = defineEntity({
  type: "campaign",
  schema: campaign,
  facet: { of: ({ status }) => status, values: CAMPAIGN_STATUSES },
  owner: ({ ownerId, departmentId }) => ({ ownerId, departmentId }),
  claims: ({ number }) => [{ value: `number:${number}`, pointer: "/number" }],
  indexes: (record) => {
    const at = dueAt(record);
    return at === undefined ? {} : { duePk: DUE_CAMPAIGNS, dueSk: `${at}#${record.id}` };
  },
});
