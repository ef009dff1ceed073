import { type Case, get, growing, MONTH, PAGE } from "./case.ts";

const OF_BUCKETS =
  "a distribution has a bucket for every 2 % of its range, some hundred at most: few requests have not filled them";

const sales: readonly Case[] = [
  ...get(`/reports/commission?groupBy=salesperson&${MONTH}`, "manager", "finance"),
  ...get(`/reports/performance?groupBy=company&${MONTH}`, "manager", "admin"),
  ...get(`/reports/performance?groupBy=department&${MONTH}`, "admin"),
  ...get(`/reports/product-sales?${MONTH}`, "salesperson", "manager", "admin"),
  ...get("/reports/forecast", "manager", "admin"),
  ...get(`/reports/win-loss?${MONTH}`, "salesperson", "manager", "admin"),
  ...get(`/reports/stalled?${PAGE}`, "salesperson", "manager", "admin"),
  ...get(`/reports/entries?${PAGE}&ledger=sales&${MONTH}`, "salesperson", "manager", "admin"),
  ...get(`/reports/entries?${PAGE}&ledger=products&${MONTH}`, "salesperson", "manager", "admin"),
];

const service: readonly Case[] = [
  ...["agent", "product", "company"].flatMap((groupBy) =>
    get(`/reports/satisfaction?groupBy=${groupBy}&${MONTH}`, "serviceManager"),
  ),
  ...["agent", "product", "tier"].flatMap((groupBy) =>
    get(`/reports/satisfaction?groupBy=${groupBy}&${MONTH}`, "technician"),
  ),
  ...growing(OF_BUCKETS, [
    ...["agent", "product", "company"].flatMap((groupBy) =>
      get(`/reports/response-times?groupBy=${groupBy}&${MONTH}`, "serviceManager"),
    ),
    ...get(`/reports/response-times?groupBy=agent&${MONTH}`, "technician"),
  ]),
  ...get(`/reports/complaints?groupBy=agent&${MONTH}`, "serviceManager", "agent"),
  ...get(`/reports/faults?${MONTH}`, "serviceManager", "technician"),
  ...get(`/reports/knowledge?${MONTH}`, "serviceManager", "technician"),
];

const customers: readonly Case[] = [
  ...get(`/reports/memberships?${MONTH}`, "serviceManager", "manager", "salesperson"),
  ...get(`/reports/customer-value?${PAGE}`, "marketing", "manager", "salesperson"),
  ...get(`/reports/customer-value?${PAGE}&class=A`, "marketing"),
  ...get(`/reports/customer-value/runs?${PAGE}`, "marketing"),
];

export const reportCases: readonly Case[] = [...sales, ...service, ...customers];
