import { campaigns } from "../../lib/campaigns/campaign.ts";
import { changeCampaign, removeCampaign } from "../../lib/campaigns/change.ts";
import { followLink } from "../../lib/campaigns/click.ts";
import {
  cancelCampaign,
  pauseCampaign,
  resumeCampaign,
  scheduleCampaign,
  unscheduleCampaign,
} from "../../lib/campaigns/course.ts";
import { campaignCourseRoutes } from "../../lib/campaigns/course-routes.ts";
import { createCampaign } from "../../lib/campaigns/create.ts";
import { findCampaigns, findMails } from "../../lib/campaigns/find.ts";
import { previewCampaign } from "../../lib/campaigns/preview.ts";
import { campaignResults } from "../../lib/campaigns/results.ts";
import { campaignRoutes } from "../../lib/campaigns/routes.ts";
import { api } from "../../lib/http/api.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne } from "../../lib/resource/verbs.ts";

export const handler = api(
  { ...campaignRoutes, ...campaignCourseRoutes },
  {
    create: ({ body }, context) => createCampaign(body, context),
    list: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
      findCampaigns(wanted, { limit, cursor, asked }, context),
    read: ({ params }, context) => readOne(campaigns, params.id, context),
    update: ({ params, body }, context) => changeCampaign(params.id, body, context),
    remove: ({ params }, context) => removeCampaign(params.id, context),
    preview: ({ params, query, asked }, context) => previewCampaign(params.id, { ...query, asked }, context),
    schedule: ({ params, body }, context) => scheduleCampaign(params.id, body, context),
    unschedule: ({ params }, context) => unscheduleCampaign(params.id, context),
    pause: ({ params }, context) => pauseCampaign(params.id, context),
    resume: ({ params }, context) => resumeCampaign(params.id, context),
    cancel: ({ params }, context) => cancelCampaign(params.id, context),
    results: ({ params }, context) => campaignResults(params.id, context),
    mails: ({ params, query: { limit, cursor, ...wanted }, asked }, context) =>
      findMails(params.id, wanted, { limit, cursor, asked }, context),
    history: ({ params, query, asked }, context) =>
      readHistory(campaigns, params.id, { ...query, asked }, context),
    go: ({ params }, context) => followLink(params.token, context),
  },
);
