import * as z from "zod";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { NO_DEPARTMENT } from "../performance/ledgers.ts";
import { month } from "../time/calendar.ts";
import { complaintsAnswer, takenBy } from "./complaints.ts";
import { ledgerEntry, REPORTED } from "./entries.ts";
import {
  exampleCommission,
  exampleComplaints,
  exampleEntries,
  exampleFaults,
  exampleForecast,
  exampleKnowledge,
  exampleMemberships,
  examplePerformance,
  exampleProductSales,
  exampleResponseTimes,
  exampleSatisfaction,
  exampleStalled,
  exampleWinLoss,
} from "./example.ts";
import { faultsAnswer } from "./faults.ts";
import { forecastAnswer } from "./forecast.ts";
import { groupBy } from "./grouped.ts";
import { knowledgeAnswer } from "./knowledge.ts";
import { membershipsAnswer } from "./memberships.ts";
import { MOST_MONTHS, period } from "./period.ts";
import { productSalesAnswer } from "./product-sales.ts";
import { responseTimesAnswer } from "./response-times.ts";
import { commissionAnswer, performanceAnswer } from "./sales.ts";
import { satisfactionAnswer } from "./satisfaction.ts";
import { servedBy } from "./served.ts";
import { stalledOpportunity } from "./stalled.ts";
import { winLossAnswer } from "./win-loss.ts";

const access = { resource: "report", action: "read" } as const;
const aMonthEach = (calls: number, more = 0) => ({
  calls: calls * MOST_MONTHS + more,
  because: `${calls === 1 ? "one" : calls} a month of the period${more > 0 ? ", and the names" : ""}`,
});

export const reportRoutes = defineRoutes({
  commission: {
    id: "report.commission",
    method: "GET",
    path: "/reports/commission",
    summary: "Commission of a month by salesperson, department or for the company",
    access: { resource: "commission-entry", action: "read" },
    query: z.strictObject({
      month: period.month,
      groupBy: groupBy.exclude(["month"]).default("salesperson"),
    }),
    response: commissionAnswer,
    budget: { calls: 1 },
    example: { response: exampleCommission },
  },
  performance: {
    id: "report.performance",
    method: "GET",
    path: "/reports/performance",
    summary: "Won amount, deals, losses, win rate, cycle and commission of some months",
    access,
    query: z.strictObject({ ...period, groupBy: groupBy.default("salesperson") }),
    response: performanceAnswer,
    budget: aMonthEach(1),
    problems: ["invalid-request"],
    example: { response: examplePerformance },
  },
  productSales: {
    id: "report.product-sales",
    method: "GET",
    path: "/reports/product-sales",
    summary: "Quantity and amount sold of each product in some months",
    access,
    query: z.strictObject(period),
    response: productSalesAnswer,
    budget: aMonthEach(1, 2),
    problems: ["invalid-request"],
    example: { response: exampleProductSales },
  },
  forecast: {
    id: "report.forecast",
    method: "GET",
    path: "/reports/forecast",
    summary: "What is open by the month of its expected close, and what it is worth by its probability",
    description: "From the current month five months ahead unless told.",
    access,
    query: z.strictObject({ ...period, groupBy: groupBy.exclude(["month"]).default("company") }),
    response: forecastAnswer,
    budget: {
      calls: MOST_MONTHS + 13,
      because:
        "one a month where the company's totals do not answer: those of the period, a year back, and the undated",
    },
    problems: ["invalid-request"],
    example: { response: exampleForecast },
  },
  winLoss: {
    id: "report.win-loss",
    method: "GET",
    path: "/reports/win-loss",
    summary: "How deals ended: win rate, cycle, and by reason, source, competitor and product",
    access,
    query: z.strictObject(period),
    response: winLossAnswer,
    budget: aMonthEach(3, 2),
    problems: ["invalid-request"],
    example: { response: exampleWinLoss },
  },
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
  stalled: {
    id: "report.stalled",
    method: "GET",
    path: "/reports/stalled",
    summary: "Executing opportunities without a follow-up for some days, or past their expected close",
    access,
    query: z.strictObject({
      ...paging,
      days: z.coerce
        .number()
        .int()
        .min(7, { error: "must be 7 to 365" })
        .max(365, { error: "must be 7 to 365" })
        .default(14)
        .meta({ description: "Days without a completed follow-up" }),
    }),
    response: pageOf(stalledOpportunity),
    budget: { calls: 40, because: "one for each department in scope" },
    example: { response: exampleStalled },
  },
  entries: {
    id: "report.entries",
    method: "GET",
    path: "/reports/entries",
    summary: "The ledger entries behind a report's figures",
    access,
    query: z.strictObject({
      ...paging,
      ...period,
      month: month.or(z.literal("undated")).optional(),
      ledger: z.enum(REPORTED),
      salespersonId: idOf("user").optional(),
      departmentId: idOf("department").or(z.literal(NO_DEPARTMENT)).optional(),
      productId: idOf("product").optional(),
      competitorId: idOf("competitor").optional(),
      kind: z.enum(["sale", "commission", "product", "won", "lost"]).optional(),
    }),
    response: pageOf(ledgerEntry),
    budget: aMonthEach(1),
    problems: ["invalid-request"],
    example: { response: exampleEntries },
  },
});
