import * as z from "zod";
import { totals } from "../aggregates/totals.ts";
import type { Context } from "../http/context.ts";
import { money, signedMoney, times } from "../money/money.ts";
import { readOne } from "../resource/verbs.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { campaigns } from "./campaign.ts";
import { REASON_SENTENCES, REASONS } from "./campaign-mail.ts";
import { campaignLedger } from "./ledgers.ts";
import { CAMPAIGN_STATUSES } from "./status.ts";

/** What came of a campaign. */
export const resultsAnswer = z
  .object({
    campaignId: z.string(),
    status: z.enum(CAMPAIGN_STATUSES),
    mails: z.object({
      queued: z.int().meta({ description: "All that were written, whatever became of them" }),
      sent: z.int(),
      delivered: z.int(),
      bounced: z.int(),
      complained: z.int(),
      unsent: z.int().meta({ description: "Refused by then, or failed" }),
      opened: z.int().meta({ description: "Whose link was followed" }),
      clicks: z.int(),
    }),
    held: z.object({
      customers: z.int(),
      reasons: z.array(z.object({ reason: z.enum(REASONS), why: z.string(), customers: z.int() })),
    }),
    opportunities: z.object({ count: z.int(), won: z.int(), lost: z.int(), open: money }),
    revenue: signedMoney.meta({ description: "Of its opportunities that were won" }),
    cost: money,
    returnOnCost: z
      .int()
      .nullable()
      .meta({ description: "Basis points: revenue less cost, per cost; null without cost" }),
    hrefs: z.object({ mails: z.string(), opportunities: z.string() }),
  })
  .meta({ id: "CampaignResults" });
export type Results = z.input<typeof resultsAnswer>;

/** What came of a campaign, as its ledger has it. Two calls. @throws Problem not-found */
export async function campaignResults(id: string, context: Context): Promise<Results> {
  const [campaign, [total], { baseCurrency: currency }] = await Promise.all([
    readOne(campaigns, id, context),
    totals(campaignLedger, "campaign", [{ campaign: id }]),
    setting(company),
  ]);
  const count = (name: string) => total?.measures[name] ?? 0;
  const revenue = count("revenue");
  const cost = campaign.cost?.amount ?? 0;
  return {
    campaignId: id,
    status: campaign.status,
    mails: {
      queued: count("mails"),
      sent: count("sent"),
      delivered: count("delivered"),
      bounced: count("bounced"),
      complained: count("complained"),
      unsent: count("unsent"),
      opened: count("opened"),
      clicks: count("clicks"),
    },
    held: {
      customers: count("held"),
      reasons: REASONS.flatMap((reason) => {
        const customers = count(`held/${reason}`);
        return customers === 0 ? [] : [{ reason, why: REASON_SENTENCES[reason], customers }];
      }),
    },
    opportunities: {
      count: count("opportunities"),
      won: count("won"),
      lost: count("lost"),
      open: { amount: Math.max(0, count("open")), currency },
    },
    revenue: { amount: revenue, currency },
    cost: { amount: cost, currency },
    returnOnCost: cost === 0 ? null : times(revenue - cost, 10_000, cost),
    hrefs: { mails: `/campaigns/${id}/mails`, opportunities: `/opportunities?campaignId=${id}` },
  };
}
