import { exampleOpportunity } from "../opportunities/example.ts";

const yuan = (amount: number) => ({ amount, currency: "CNY" });
const salespersonId = "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X";
const departmentId = "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X";
const productId = "prd_01JCXW3V7Q8F2M4N6P8R0T2V4X";
const competitorId = "cmp_01JCXW3V7Q8F2M4N6P8R0T2V4X";
const opportunityId = exampleOpportunity.id;

const earned = { commission: yuan(549_024), wonAmount: yuan(6_862_800), deals: 1 };

export const exampleCommission = {
  month: "2026-12",
  scope: "departments",
  rows: [
    {
      salespersonId,
      salespersonName: "陈销售",
      ...earned,
      href: `/commission-entries?month=2026-12&salespersonId=${salespersonId}`,
    },
  ],
  total: earned,
};

const achieved = { ...earned, lost: 1, winRate: 5_000, meanCycleDays: 14 };
export const examplePerformance = {
  from: "2026-12",
  to: "2026-12",
  scope: "all",
  rows: [
    {
      departmentId,
      departmentName: "华东销售",
      ...achieved,
      href: `/reports/entries?ledger=sales&month=2026-12&departmentId=${departmentId}`,
    },
  ],
  total: achieved,
};

export const exampleProductSales = {
  from: "2026-12",
  to: "2026-12",
  scope: "all",
  rows: [
    {
      productId,
      productName: "Heat pump 8 kW",
      category: "heat pumps",
      quantity: 12,
      amount: yuan(9_804_000),
      deals: 1,
      href: `/reports/entries?ledger=products&month=2026-12&productId=${productId}`,
    },
  ],
  total: { quantity: 12, amount: yuan(9_804_000) },
};

const open = { open: 3, amount: yuan(30_000_000), weighted: yuan(12_000_000) };
const nothing = { open: 0, amount: yuan(0), weighted: yuan(0) };
export const exampleForecast = {
  from: "2026-12",
  to: "2027-05",
  scope: "all",
  rows: [{ month: "2027-01", ...open, href: "/reports/entries?ledger=pipeline&month=2027-01" }],
  total: open,
  overdue: { ...nothing, href: "/reports/entries?ledger=pipeline&from=2025-12&to=2026-11" },
  undated: { ...nothing, href: "/reports/entries?ledger=pipeline&month=undated" },
};

const record = { won: 1, lost: 1, winRate: 5_000 };
export const exampleWinLoss = {
  from: "2026-12",
  to: "2026-12",
  scope: "all",
  ...record,
  wonAmount: yuan(9_804_000),
  cycleDays: 14,
  meanCycleDays: 14,
  reasons: [{ reason: "price", lost: 1 }],
  sources: [{ source: "referral", ...record }],
  competitors: [
    {
      competitorId,
      competitorName: "恒大冷暖",
      ...record,
      lostTo: 1,
      href: `/reports/entries?ledger=competitors&month=2026-12&competitorId=${competitorId}`,
    },
  ],
  products: [
    {
      productId,
      productName: "Heat pump 8 kW",
      ...record,
      href: `/reports/entries?ledger=products&month=2026-12&productId=${productId}`,
    },
  ],
  href: "/reports/entries?ledger=sales&month=2026-12",
};

export const exampleStalled = {
  items: [
    {
      id: opportunityId,
      number: exampleOpportunity.number,
      name: exampleOpportunity.name,
      customerId: exampleOpportunity.customerId,
      customerName: exampleOpportunity.customerName,
      ownerId: salespersonId,
      departmentId,
      amount: exampleOpportunity.amount,
      stage: exampleOpportunity.stage,
      probability: exampleOpportunity.probability,
      expectedCloseOn: "2026-12-31",
      reasons: ["no-follow-up", "close-date-overdue"],
      quietSince: "2026-11-20T02:00:00.000Z",
      href: `/opportunities/${opportunityId}`,
    },
  ],
  nextCursor: null,
};

export const exampleEntries = {
  items: [
    {
      id: `2026-12#${departmentId}#${salespersonId}#sale#${opportunityId}#1#booking`,
      ledger: "sales",
      kind: "sale",
      purpose: "booking",
      month: "2026-12",
      salespersonId,
      departmentId,
      opportunityId,
      orderId: "ord_01JCXW3V7Q8F2M4N6P8R0T2V4X",
      customerId: exampleOpportunity.customerId,
      measures: { wonAmount: 6_862_800, deals: 1, cycleDays: 14 },
      changedAt: "2026-12-04T06:30:00.000Z",
    },
  ],
  nextCursor: null,
};
