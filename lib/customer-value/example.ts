const customerId = "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X";
const yuan = (amount: number) => ({ amount: amount * 100, currency: "CNY" });

const at = "2026-11-20T18:00:00.000Z";

/** Shown in the documentation. */
export const exampleRun = {
  id: "vrn_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 4,
  why: "nightly",
  status: "done",
  rules: {
    goldShare: 500,
    lowShare: 2000,
    dormantAfterDays: 180,
    recencyDays: [30, 90, 180, 365],
    frequency: [1, 2, 4, 8],
  },
  on: "2026-11-21",
  dormantBefore: "2026-05-25",
  phase: "ranking",
  customers: 412,
  buyers: 160,
  dormant: 23,
  changed: 5,
  classes: {
    A: { customers: 8, revenue: yuan(1_920_000) },
    B: { customers: 120, revenue: yuan(2_310_000) },
    C: { customers: 32, revenue: yuan(64_000) },
  },
  cuts: { goldFrom: yuan(150_000), lowBelow: yuan(4_500) },
  finishedAt: at,
  createdAt: at,
  createdBy: "system",
  updatedAt: at,
  updatedBy: "system",
} as const;

export const exampleValue = {
  customerId,
  purchases: { count: 6, amount: yuan(260_000), lastOn: "2026-11-02" },
  serviceCost: yuan(1_800),
  class: "A",
  revenue: yuan(260_000),
  rank: 3,
  why: "rank 3 of 160 customers with revenue; the first 8 (5 %) and whoever has as much are class A",
  dormant: false,
  whyDormant:
    "its last purchase on 2026-11-02 was not more than 180 days before 2026-11-21, which is 2026-05-25",
  rfm: { recency: 5, frequency: 4, monetary: 5 },
  run: exampleRun,
  href: `/customers/${customerId}/purchases`,
} as const;

export const examplePurchase = {
  id: "purchase#opp_01JCXW3V7Q8F2M4N6P8R0T2V4X#1#booking",
  month: "2026-11",
  amount: yuan(50_000),
  purchases: 1,
  orderId: "ord_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  opportunityId: "opp_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  wonAt: at,
  changedAt: at,
} as const;

export const exampleValueReport = {
  scope: "all",
  run: exampleRun,
  items: [
    {
      customerId,
      customerName: "上海泰宁生物科技有限公司",
      class: "A",
      dormant: false,
      purchases: 6,
      revenue: yuan(260_000),
      serviceCost: yuan(1_800),
      contribution: yuan(258_200),
      lastMonth: "2026-11",
      href: `/customers/${customerId}/value`,
    },
  ],
  nextCursor: null,
} as const;
