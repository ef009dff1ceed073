import * as z from "zod";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { complaintsAnswer, takenBy } from "./complaints.ts";
import { faultsAnswer } from "./faults.ts";
import { knowledgeAnswer } from "./knowledge.ts";
import { membershipsAnswer } from "./memberships.ts";
import { aMonthEach, period } from "./period.ts";
import { responseTimesAnswer } from "./response-times.ts";
import { satisfactionAnswer } from "./satisfaction.ts";
import { servedBy } from "./served.ts";
import {
  exampleComplaints,
  exampleFaults,
  exampleKnowledge,
  exampleMemberships,
  exampleResponseTimes,
  exampleSatisfaction,
} from "./service-example.ts";

const access = { resource: "report", action: "read" } as const;

export const serviceReportRoutes = defineRoutes({
  satisfaction: {
    id: "report.satisfaction",
    method: "GET",
    path: "/reports/satisfaction",
    summary: "How satisfied customers were with our service in some months, by whom or what it was of",
    description: "A survey counts in the month in which it was sent, for those whom it froze then.",
    access,
    query: z.strictObject({ ...period, groupBy: servedBy.default("agent") }),
    response: satisfactionAnswer,
    budget: aMonthEach(1, 1),
    problems: ["invalid-request"],
    example: { response: exampleSatisfaction },
  },
  responseTimes: {
    id: "report.response-times",
    method: "GET",
    path: "/reports/response-times",
    summary:
      "How long customers waited for a first response and a resolution, and the targets met and missed",
    description:
      "A request counts in the month in which it was received. Times are elapsed; targets are in business time.",
    access,
    query: z.strictObject({ ...period, groupBy: servedBy.default("agent") }),
    response: responseTimesAnswer,
    budget: aMonthEach(1, 1),
    problems: ["invalid-request"],
    example: { response: exampleResponseTimes },
  },
  complaints: {
    id: "report.complaints",
    method: "GET",
    path: "/reports/complaints",
    summary:
      "What customers complained about in some months, and how often it was settled at the first contact",
    description: "A complaint counts in the month in which it came in, for whoever took it in.",
    access,
    query: z.strictObject({ ...period, groupBy: takenBy.default("agent") }),
    response: complaintsAnswer,
    budget: aMonthEach(1),
    problems: ["invalid-request"],
    example: { response: exampleComplaints },
  },
  faults: {
    id: "report.faults",
    method: "GET",
    path: "/reports/faults",
    summary: "Which faults products had in some months, and what they took to mend",
    access,
    query: z.strictObject({ ...period, productId: idOf("product").optional() }),
    response: faultsAnswer,
    budget: aMonthEach(1, 2),
    problems: ["invalid-request"],
    example: { response: exampleFaults },
  },
  knowledge: {
    id: "report.knowledge",
    method: "GET",
    path: "/reports/knowledge",
    summary: "Which articles of the knowledge base requests stand resolved with, the most used first",
    description: "A request counts in the month in which it was received, until it is reopened.",
    access,
    query: z.strictObject(period),
    response: knowledgeAnswer,
    budget: aMonthEach(1, 1),
    problems: ["invalid-request"],
    example: { response: exampleKnowledge },
  },
  memberships: {
    id: "report.memberships",
    method: "GET",
    path: "/reports/memberships",
    summary: "Members by tier, and what they bought, paid in, earned and redeemed in some months",
    description:
      "A movement counts in the month in which it was made, for the tier that the member had then.",
    access,
    query: z.strictObject(period),
    response: membershipsAnswer,
    budget: aMonthEach(2, 1),
    problems: ["invalid-request"],
    example: { response: exampleMemberships },
  },
});
