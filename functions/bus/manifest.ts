import { campaignEvents } from "../../events/campaign.ts";
import { careConsentWithdrawn, careNewcomer, careRunAdvanced } from "../../events/care.ts";
import { customerMoved } from "../../events/customer.ts";
import { valueRunAdvanced } from "../../events/customer-value.ts";
import { deliveryPartCompleted } from "../../events/delivery.ts";
import { followUpEvents } from "../../events/follow-up.ts";
import { handoverAdvanced } from "../../events/handover.ts";
import { mailAdvanced, mailQueued } from "../../events/mail.ts";
import { membershipTierChanged } from "../../events/membership.ts";
import { opportunityAssigned, opportunityReopened } from "../../events/opportunity.ts";
import {
  serviceRequestEvents,
  serviceRequestReopened,
  serviceRequestResolved,
} from "../../events/service-request.ts";
import { sesEvents } from "../../events/ses.ts";
import { surveyAnswered } from "../../events/survey.ts";
import { taskEvents } from "../../events/task.ts";
import { userAddressChanged, userCreated, userLeft, userRejoined } from "../../events/user.ts";
import type { Lambda } from "../lambda.ts";

/** Those who react to events on the bus. */
export const busLambdas: readonly Lambda[] = [
  {
    name: "provision-login",
    entry: "functions/bus/provision-login.lambda.ts",
    trigger: { kind: "bus", events: [userCreated, userLeft, userRejoined, userAddressChanged] },
    grants: ["table:read", "table:write", "logins:write"],
    memory: 256,
    timeout: 30,
    errorImpact:
      "New people cannot sign in, and the logins of those who left stay open (the API refuses them all the same).",
  },
  {
    name: "hand-over",
    entry: "functions/bus/hand-over.lambda.ts",
    trigger: { kind: "bus", events: [handoverAdvanced] },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 60,
    errorImpact: "Records of people who left or moved stay where they are: nobody works on them.",
  },
  {
    name: "follow-campaign",
    entry: "functions/bus/follow-campaign.lambda.ts",
    trigger: { kind: "bus", events: [...campaignEvents, mailAdvanced] },
    grants: ["table:read", "table:write", "schedules:write"],
    memory: 512,
    timeout: 30,
    errorImpact:
      "Campaigns begin and go on up to a quarter of an hour late, and do not say which mails reached anybody.",
  },
  {
    name: "value-customers",
    entry: "functions/bus/value-customers.lambda.ts",
    trigger: { kind: "bus", events: [valueRunAdvanced] },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 300,
    errorImpact:
      "Classes of customers and the dormant ones stay as they were: audiences are chosen by what was true before.",
  },
  {
    name: "follow-customer",
    entry: "functions/bus/follow-customer.lambda.ts",
    trigger: { kind: "bus", events: customerMoved },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 120,
    errorImpact:
      "New owners of customers do not see all that belongs to them, and lists show customers' former names.",
  },
  {
    name: "keep-schedules",
    entry: "functions/bus/keep-schedules.lambda.ts",
    trigger: {
      kind: "bus",
      events: [...followUpEvents, ...taskEvents, opportunityReopened, ...serviceRequestEvents],
    },
    grants: ["table:read", "schedules:write"],
    memory: 512,
    timeout: 30,
    errorImpact:
      "New and moved follow-ups, tasks and service targets are not scheduled: nobody will be reminded of them.",
  },
  {
    name: "follow-opportunity",
    entry: "functions/bus/follow-opportunity.lambda.ts",
    trigger: { kind: "bus", events: [opportunityAssigned] },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 60,
    errorImpact:
      "What a former owner had planned with an opportunity comes due to them, not to its new owner.",
  },
  {
    name: "open-service-cards",
    entry: "functions/bus/open-service-cards.lambda.ts",
    trigger: { kind: "bus", events: [deliveryPartCompleted] },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 60,
    errorImpact:
      "Delivered goods have no service card: agents find neither them nor their warranty when customers call.",
  },
  {
    name: "ask-satisfaction",
    entry: "functions/bus/ask-satisfaction.lambda.ts",
    trigger: { kind: "bus", events: [serviceRequestResolved, serviceRequestReopened] },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 60,
    errorImpact: "Customers are not asked how satisfied they are: resolved requests stay without an answer.",
  },
  {
    name: "close-answered",
    entry: "functions/bus/close-answered.lambda.ts",
    trigger: { kind: "bus", events: [surveyAnswered] },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 30,
    errorImpact:
      "Requests whose customers have answered stay open until the time in which they might have is over.",
  },
  {
    name: "care",
    entry: "functions/bus/care.lambda.ts",
    trigger: { kind: "bus", events: [careRunAdvanced] },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 120,
    errorImpact:
      "Customers are not greeted and their owners get no tasks; the next sweep begins again where it stopped.",
  },
  {
    name: "withdraw-care-mails",
    entry: "functions/bus/withdraw-care-mails.lambda.ts",
    trigger: { kind: "bus", events: [careConsentWithdrawn] },
    grants: ["table:read", "table:write"],
    memory: 256,
    timeout: 30,
    errorImpact: "People who want no more care mails still get those that waited to be sent.",
  },
  {
    name: "greet-newcomers",
    entry: "functions/bus/greet-newcomers.lambda.ts",
    trigger: { kind: "bus", events: [careNewcomer] },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 60,
    errorImpact: "Whoever was entered after the morning's sweep is not greeted on their birthday.",
  },
  {
    name: "follow-care-mail",
    entry: "functions/bus/follow-care-mail.lambda.ts",
    trigger: { kind: "bus", events: [mailAdvanced] },
    grants: ["table:read", "table:write"],
    memory: 256,
    timeout: 30,
    errorImpact: "Care mails do not say whether they were sent and reached anybody.",
  },
  {
    name: "congratulate-members",
    entry: "functions/bus/congratulate-members.lambda.ts",
    trigger: { kind: "bus", events: [membershipTierChanged] },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 60,
    errorImpact: "Members do not hear of their new tier; they have it all the same.",
  },
  {
    name: "send-mail",
    entry: "functions/bus/send-mail.lambda.ts",
    trigger: { kind: "bus", events: [mailQueued] },
    grants: ["table:read", "table:write", "mail:send"],
    memory: 512,
    timeout: 60,
    errorImpact: "Mails are not sent: people miss reminders unless they look at their tasks.",
  },
  {
    name: "mail-feedback",
    entry: "functions/bus/mail-feedback.lambda.ts",
    trigger: { kind: "aws", source: "aws.ses", events: sesEvents },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 30,
    errorImpact:
      "Bounces and complaints are not heeded: mails go on to people who do not want them, and soon nobody gets ours.",
  },
];
