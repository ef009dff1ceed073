import * as z from "zod";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf, NONE } from "../ids/id.ts";
import { MOST_MONTHS } from "../resource/months.ts";
import { month } from "../time/calendar.ts";
import { ledgerEntry, REPORTED } from "./entries.ts";
import { forecastAnswer } from "./forecast.ts";
import { groupBy } from "./grouped.ts";
import { aMonthEach, period } from "./period.ts";
import { productSalesAnswer } from "./product-sales.ts";
import { commissionAnswer, performanceAnswer } from "./sales.ts";
import {
  exampleCommission,
  exampleEntries,
  exampleForecast,
  examplePerformance,
  exampleProductSales,
  exampleStalled,
  exampleWinLoss,
} from "./sales-example.ts";
import { stalledOpportunity } from "./stalled.ts";
import { winLossAnswer } from "./win-loss.ts";

const access = { resource: "report", action: "read" } as const;

export const salesReportRoutes = defineRoutes({
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
      departmentId: idOf("department").or(z.literal(NONE)).optional(),
      productId: idOf("product").optional(),
      competitorId: idOf("competitor").optional(),
      kind: z.enum(["sale", "commission", "product", "won", "lost"]).optional(),
    }),
    response: pageOf(ledgerEntry),
    budget: {
      ...aMonthEach(2),
      because: "for each month of the period its totals, and a list for each department in scope",
    },
    problems: ["invalid-request"],
    example: { response: exampleEntries },
  },
});
