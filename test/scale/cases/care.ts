import { fresh } from "../../makers/deal.ts";
import { type Case, get, growing, PAGE, post } from "./case.ts";

/** Care mails, campaigns and their audiences. */
export const careCases: readonly Case[] = [
  ...get("/care-rules", "marketing"),
  ...get(`/care-mails?${PAGE}`, "marketing", "salesperson", "manager"),
  ...get(({ careDate }) => `/care-mails?${PAGE}&date=${careDate}`, "marketing"),
  ...get(({ customerId }) => `/care-mails?${PAGE}&customerId=${customerId}`, "marketing", "salesperson"),
  ...get(`/campaigns?${PAGE}`, "marketing", "manager"),
  ...get((_, { campaignId }) => `/campaigns/${campaignId}`, "marketing"),
  ...get((_, { campaignId }) => `/campaigns/${campaignId}/results`, "marketing"),
  ...get((_, { campaignId }) => `/campaigns/${campaignId}/mails?${PAGE}`, "marketing", "manager"),
  ...get((_, { campaignId }) => `/campaigns/${campaignId}/mails?${PAGE}&opened=true`, "marketing"),
  ...get(`/segments?${PAGE}`, "marketing"),
  ...get((_, { segmentId }) => `/segments/${segmentId}/customers?${PAGE}`, "marketing"),
  ...growing("looks at every customer of the audience, 33 in two calls and 4,950 a request", [
    post(
      (_, { segmentId }) => `/segments/${segmentId}/count`,
      "marketing",
      () => undefined,
    ),
  ]),
];

export const careCommands: readonly Case[] = [
  post(
    () => "/segments",
    "marketing",
    () => ({ name: fresh("老客户"), conditions: { tiers: ["vip"] } }),
  ),
  post(
    () => "/campaigns",
    "marketing",
    (_, { segmentId }) => ({ name: fresh("会员日"), segmentId }),
  ),
];
