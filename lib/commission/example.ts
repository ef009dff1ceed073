const finance = "usr_01JCXW3V7Q8F2M4N6P8R0T2V50";
const yuan = (amount: number) => ({ amount, currency: "CNY" });

const versionInput = {
  firstMonth: "2026-12",
  rules: [
    {
      name: "first deal",
      customer: "new",
      rate: { kind: "percent", basisPoints: 800 },
    },
    {
      name: "heat pumps by the month",
      categories: ["heat pumps"],
      rate: {
        kind: "bands",
        mode: "marginal",
        per: "month",
        bands: [
          { from: yuan(0), to: yuan(50_000_000), basisPoints: 300 },
          { from: yuan(50_000_000), basisPoints: 500 },
        ],
      },
    },
    { name: "everything else", rate: { kind: "percent", basisPoints: 250 } },
  ],
};

/** Shown in the documentation. */
export const exampleVersionInput = versionInput;
export const exampleVersion = {
  ...versionInput,
  planVersion: 1,
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: finance,
};
export const examplePlanInput = { name: "Sales 2027 销售提成", ...versionInput };
export const examplePlan = {
  id: "cpl_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  name: "Sales 2027 销售提成",
  basis: "won-amount",
  rank: 100,
  active: true,
  latestVersion: 1,
  firstMonth: "2026-12",
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: finance,
  updatedAt: "2026-11-20T02:00:00.000Z",
  updatedBy: finance,
};

export const exampleEntry = {
  id: "commission#opp_01JCXW3V7Q8F2M4N6P8R0T2V4X#1#cpl_01JCXW3V7Q8F2M4N6P8R0T2V4X#first deal#booking@usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  kind: "accrual",
  month: "2026-12",
  salespersonId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  departmentId: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  opportunityId: "opp_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  opportunityNumber: "OPP-202611-0042",
  winNumber: 1,
  orderId: "ord_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  planId: "cpl_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  planVersion: 1,
  rule: "first deal",
  share: 7_000,
  sold: yuan(6_862_800),
  amount: yuan(549_024),
  bookedAt: "2026-12-04T06:30:00.000Z",
};
