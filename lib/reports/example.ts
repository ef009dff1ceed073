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

const rated = {
  sent: 40,
  answers: 25,
  responseRate: 6_250,
  scores: { 1: 1, 2: 1, 3: 3, 4: 8, 5: 12 },
  average: 4.16,
  csat: 8_000,
  csatOfMean: 8_320,
};
const agent = { agentId: salespersonId, agentName: "周客服" };

export const exampleSatisfaction = {
  from: "2026-12",
  to: "2026-12",
  scope: "all",
  rows: [{ ...agent, ...rated, href: `/surveys?month=2026-12&agentId=${salespersonId}` }],
  total: rated,
};

const complained = {
  received: 12,
  transferred: 4,
  closed: 10,
  reopened: 1,
  firstContact: 6,
  firstContactRate: 6_000,
  causes: [
    { cause: "installation", received: 7 },
    { cause: "delivery", received: 5 },
  ],
  severities: [
    { severity: "medium", received: 9 },
    { severity: "high", received: 3 },
  ],
};

export const exampleComplaints = {
  from: "2026-12",
  to: "2026-12",
  scope: "all",
  rows: [{ ...agent, ...complained, href: `/complaints?month=2026-12&receivedBy=${salespersonId}` }],
  total: complained,
};

const faults = { faults: 9, resolved: 8, workMinutes: 720, meanWorkMinutes: 80, cost: yuan(126_000) };

export const exampleFaults = {
  from: "2026-12",
  to: "2026-12",
  scope: "all",
  rows: [{ productId, productName: "Heat pump 8 kW", category: "leak", ...faults }],
  total: faults,
};

const articleId = "kba_01JCXW3V7Q8F2M4N6P8R0T2V4X";

export const exampleKnowledge = {
  from: "2026-12",
  to: "2026-12",
  scope: "all",
  rows: [
    {
      articleId,
      articleNumber: "KB-00042",
      title: "热泵显示 E4 且不制热：检查四通阀",
      status: "published",
      used: 12,
      href: `/service-requests?articleId=${articleId}&month=2026-12`,
    },
  ],
  total: { articles: 1, used: 12 },
};

const waited = {
  received: 42,
  missed: 2,
  firstResponse: {
    count: 40,
    meanSeconds: 412.5,
    p50Seconds: 301.2,
    p90Seconds: 1_204.8,
    targetMet: 38,
    targetMissed: 2,
  },
  resolution: {
    count: 40,
    meanSeconds: 50_120,
    p50Seconds: 38_204.1,
    p90Seconds: 120_331.7,
    targetMet: 37,
    targetMissed: 3,
  },
};

export const exampleResponseTimes = {
  from: "2026-12",
  to: "2026-12",
  scope: "all",
  errorBound: 0.01,
  rows: [{ ...agent, ...waited, href: `/service-requests?month=2026-12&agentId=${salespersonId}` }],
  total: waited,
};

const moved = {
  joined: 12,
  purchases: 86,
  spend: yuan(128_400),
  paidByStoredValue: yuan(20_000),
  paidByPoints: yuan(310),
  refunded: yuan(1_280),
  toppedUp: yuan(30_000),
  bonus: yuan(1_500),
  takenOut: yuan(0),
  pointsEarned: 128_090,
  pointsRedeemed: 31_000,
  pointsTakenBack: 1_280,
  pointsExpired: 640,
};

export const exampleMemberships = {
  from: "2026-12",
  to: "2026-12",
  scope: "all",
  rows: [{ tier: "advanced", tierName: "高级", members: 140, ...moved, href: "/memberships?tier=advanced" }],
  total: { members: 140, ...moved },
};
