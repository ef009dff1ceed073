import * as z from "zod";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { campaignAnswer } from "./campaign.ts";
import { scheduling } from "./course.ts";
import { exampleCampaign, exampleScheduled } from "./example.ts";

const id = z.strictObject({ id: idOf("campaign") });
const act = { resource: "campaign", action: "update" } as const;
const problems = ["conflict", "stale-version"] as const;

/** When a campaign is sent, and that it pauses or ends. */
export const campaignCourseRoutes = defineRoutes({
  schedule: {
    id: "campaign.schedule",
    method: "POST",
    path: "/campaigns/{id}/schedule",
    summary: "Let a campaign begin at an instant, or now, for whoever fits its segment's conditions then",
    description:
      "The conditions are those that the segment has now. Everybody gets one mail, at the campaign's rate and outside of quiet hours; consent, unsubscription, suppression and the most mails in seven days hold it back.",
    access: act,
    params: id,
    body: scheduling,
    response: campaignAnswer,
    budget: {
      calls: 1204,
      because: "it looks whether anybody is in the audience; mostly the first page tells",
    },
    problems: [...problems, "rule-broken", "unknown-reference"],
    example: { body: { startAt: "2026-11-24T02:00:00.000Z" }, response: exampleScheduled },
  },
  unschedule: {
    id: "campaign.unschedule",
    method: "POST",
    path: "/campaigns/{id}/unschedule",
    summary: "Make a scheduled campaign a draft again",
    access: act,
    params: id,
    response: campaignAnswer,
    budget: { calls: 2 },
    problems,
    example: { response: { ...exampleCampaign, version: 3 } },
  },
  pause: {
    id: "campaign.pause",
    method: "POST",
    path: "/campaigns/{id}/pause",
    summary: "Hold a campaign that is being sent; what is queued already goes out",
    access: act,
    params: id,
    response: campaignAnswer,
    budget: { calls: 2 },
    problems,
    example: { response: { ...exampleScheduled, version: 5, status: "paused", looked: 240 } },
  },
  resume: {
    id: "campaign.resume",
    method: "POST",
    path: "/campaigns/{id}/resume",
    summary: "Go on where a campaign was paused",
    access: act,
    params: id,
    response: campaignAnswer,
    budget: { calls: 2 },
    problems,
    example: { response: { ...exampleScheduled, version: 6, status: "sending", looked: 240 } },
  },
  cancel: {
    id: "campaign.cancel",
    method: "POST",
    path: "/campaigns/{id}/cancel",
    summary: "End a campaign before everybody was written to; what is queued already goes out",
    access: act,
    params: id,
    response: campaignAnswer,
    budget: { calls: 2 },
    problems,
    example: { response: { ...exampleScheduled, version: 6, status: "cancelled", looked: 240 } },
  },
});
