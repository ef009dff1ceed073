import { valueReport } from "../../lib/customer-value/report.ts";
import { valueRoutes } from "../../lib/customer-value/routes.ts";
import { askForRun, listRuns, readRun } from "../../lib/customer-value/runs.ts";
import { api } from "../../lib/http/api.ts";
import { complaintsReport } from "../../lib/reports/complaints.ts";
import { ledgerEntries } from "../../lib/reports/entries.ts";
import { faultsReport } from "../../lib/reports/faults.ts";
import { forecastReport } from "../../lib/reports/forecast.ts";
import { knowledgeReport } from "../../lib/reports/knowledge.ts";
import { membershipsReport } from "../../lib/reports/memberships.ts";
import { productSalesReport } from "../../lib/reports/product-sales.ts";
import { responseTimesReport } from "../../lib/reports/response-times.ts";
import { commissionReport, performanceReport } from "../../lib/reports/sales.ts";
import { salesReportRoutes } from "../../lib/reports/sales-routes.ts";
import { satisfactionReport } from "../../lib/reports/satisfaction.ts";
import { serviceReportRoutes } from "../../lib/reports/service-routes.ts";
import { stalledReport } from "../../lib/reports/stalled.ts";
import { winLossReport } from "../../lib/reports/win-loss.ts";

export const handler = api(
  { ...salesReportRoutes, ...serviceReportRoutes, ...valueRoutes },
  {
    commission: ({ query }, context) => commissionReport(query, context),
    performance: ({ query }, context) => performanceReport(query, context),
    productSales: ({ query }, context) => productSalesReport(query, context),
    forecast: ({ query }, context) => forecastReport(query, context),
    winLoss: ({ query }, context) => winLossReport(query, context),
    satisfaction: ({ query }, context) => satisfactionReport(query, context),
    responseTimes: ({ query }, context) => responseTimesReport(query, context),
    complaints: ({ query }, context) => complaintsReport(query, context),
    faults: ({ query }, context) => faultsReport(query, context),
    knowledge: ({ query }, context) => knowledgeReport(query, context),
    memberships: ({ query }, context) => membershipsReport(query, context),
    stalled: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
      stalledReport(wanted, { limit, cursor, asked }, context),
    entries: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
      ledgerEntries(wanted, { limit, cursor, asked }, context),
    customerValue: ({ query: { limit, cursor, ...wanted }, asked }, context) =>
      valueReport(wanted, { limit, cursor, asked }, context),
    startRun: (_, context) => askForRun(context),
    listRuns: ({ query, asked }, context) => listRuns({ ...query, asked }, context),
    readRun: ({ params }) => readRun(params.id),
  },
);
