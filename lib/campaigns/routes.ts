import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes, HTML } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { campaignAnswer, campaignInput } from "./campaign.ts";
import { CAMPAIGN_MAIL_STATUSES, campaignMailAnswer, REASON_SENTENCES } from "./campaign-mail.ts";
import { changeable } from "./change.ts";
import { exampleCampaign, exampleCampaignInput, exampleMail, exampleResults } from "./example.ts";
import { PREVIEW_CALLS, previewAnswer } from "./preview.ts";
import { resultsAnswer } from "./results.ts";
import { CAMPAIGN_STATUSES } from "./status.ts";

const id = z.strictObject({ id: idOf("campaign") });
const read = { resource: "campaign", action: "read" } as const;
const act = { resource: "campaign", action: "update" } as const;
const problems = ["conflict", "stale-version"] as const;

export const campaignRoutes = defineRoutes({
  create: {
    id: "campaign.create",
    method: "POST",
    path: "/campaigns",
    summary: "Draft a campaign: one mail to each customer of a segment",
    access: { resource: "campaign", action: "create" },
    body: campaignInput,
    response: campaignAnswer,
    status: 201,
    budget: { calls: 2 },
    problems: ["unknown-reference", "already-exists", "not-assignable", "foreign-currency"],
    example: { body: exampleCampaignInput, response: exampleCampaign },
  },
  list: {
    id: "campaign.list",
    method: "GET",
    path: "/campaigns",
    summary: "List campaigns, newest first",
    access: read,
    query: z.strictObject({
      ...paging,
      number: z.string().min(1).max(60).optional(),
      status: z.enum(CAMPAIGN_STATUSES).optional(),
      segmentId: idOf("segment").optional(),
    }),
    response: pageOf(campaignAnswer),
    budget: { calls: 18, because: "one a status and year, until a page is full" },
    example: { response: { items: [exampleCampaign], nextCursor: null } },
  },
  read: {
    id: "campaign.read",
    method: "GET",
    path: "/campaigns/{id}",
    summary: "Read a campaign and how far it is",
    access: read,
    params: id,
    response: campaignAnswer,
    budget: { calls: 1 },
    example: { response: exampleCampaign },
  },
  update: {
    id: "campaign.update",
    method: "PATCH",
    path: "/campaigns/{id}",
    summary: "Change a campaign (JSON Merge Patch); once scheduled only its name, description, rate and cost",
    access: act,
    params: id,
    body: patchOf(changeable),
    response: campaignAnswer,
    budget: { calls: 2 },
    problems: [...problems, "unknown-reference", "foreign-currency"],
    example: { body: { perMinute: 60 }, response: { ...exampleCampaign, perMinute: 60 } },
  },
  remove: {
    id: "campaign.remove",
    method: "DELETE",
    path: "/campaigns/{id}",
    summary: "Delete a draft; its history is kept for audit",
    access: { resource: "campaign", action: "delete" },
    params: id,
    status: 204,
    budget: { calls: 2 },
    problems,
  },
  preview: {
    id: "campaign.preview",
    method: "POST",
    path: "/campaigns/{id}/preview",
    summary:
      "Count a campaign's audience and see who would be written to now, and who not and why; nothing is sent",
    access: read,
    params: id,
    query: z.strictObject({ cursor: paging.cursor }),
    response: previewAnswer,
    budget: { calls: PREVIEW_CALLS, because: "the audience is counted, and the first of it are looked at" },
    problems: ["unknown-reference", "invalid-cursor"],
    example: {
      response: {
        audience: { count: 192, looked: 412, nextCursor: null },
        first: [
          {
            customerId: exampleMail.customerId,
            customerName: exampleMail.customerName,
            recipientName: "王采购",
            does: "hold",
            reason: "no-consent",
            why: REASON_SENTENCES["no-consent"],
          },
        ],
      },
    },
  },
  results: {
    id: "campaign.results",
    method: "GET",
    path: "/campaigns/{id}/results",
    summary: "Read what came of a campaign: mails, opened by link, opportunities, revenue, return on cost",
    access: read,
    params: id,
    response: resultsAnswer,
    budget: { calls: 2, because: "the campaign and its totals" },
    example: { response: exampleResults },
  },
  mails: {
    id: "campaign.mails",
    method: "GET",
    path: "/campaigns/{id}/mails",
    summary: "List whom a campaign wrote to and what became of it, and whom not and why",
    access: read,
    params: id,
    query: z.strictObject({
      ...paging,
      status: z.enum(CAMPAIGN_MAIL_STATUSES).optional(),
      opened: z
        .enum(["true", "false"])
        .transform((text) => text === "true")
        .optional(),
    }),
    response: pageOf(campaignMailAnswer),
    budget: { calls: 2, because: "the campaign is read too, to see whether the caller may" },
    example: { response: { items: [exampleMail], nextCursor: null } },
  },
  history: historyRoute("campaign", "campaigns", idOf("campaign")),
  go: {
    id: "campaign.go",
    method: "GET",
    path: "/go/{token}",
    summary: "Where a campaign's mail leads: it is counted, and goes on to the campaign's own address",
    access: "public",
    params: z.strictObject({ token: z.string().max(100) }),
    produces: HTML,
    status: 302,
    budget: { calls: 3, because: "the mail, its campaign, and the count" },
    problems: ["not-found"],
  },
});
