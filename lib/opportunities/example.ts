/** Examples shown in the documentation. */
const yuan = (amount: number) => ({ amount, currency: "CNY" });
const salesperson = "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X";
const colleague = "usr_01JCXW3V7Q8F2M4N6P8R0T2V4Y";
const product = "prd_01JCXW3V7Q8F2M4N6P8R0T2V4X";
const competitors = [
  {
    competitorId: "cmp_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    product: "恒温 3000",
    price: yuan(9_800_000),
    strengths: "delivers within a week",
    threat: "high",
  },
];
const partners = [{ partnerId: "prt_01JCXW3V7Q8F2M4N6P8R0T2V4X", role: "installation", share: 1_000 }];

/** What a person says of a new opportunity. */
const said = {
  name: "苏州二期恒温车间",
  summary: "Twelve heat pumps for the second workshop",
  decisionMaker: "王总工",
  expectedCloseOn: "2027-01-31",
  stage: "proposal",
  customerAttitude: 4,
  competitionLevel: "medium",
  source: "referral",
  salesTeam: [
    { userId: salesperson, share: 7_000 },
    { userId: colleague, share: 3_000 },
  ],
  partners,
  competitors,
};

export const exampleOpportunityInput = {
  ...said,
  lines: [{ productId: product, quantity: 12, discount: 500 }],
  customer: {
    name: "苏州恒温设备有限公司",
    phone: "0512-6285 1234",
    region: "江苏",
    contacts: [
      { name: "王总工", post: "总工程师", roleInDecision: "decision-maker", phone: "138 1234 5678" },
    ],
  },
  followUp: { method: "visit", plannedAt: "2026-11-21T10:00:00+08:00", content: "Show the reference plant" },
};

export const exampleOpportunity = {
  ...said,
  id: "opp_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  number: "OPP-202611-0042",
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  customerName: "苏州恒温设备有限公司",
  customerOwnerId: salesperson,
  ownerId: salesperson,
  departmentId: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  collaboratorIds: [colleague],
  lines: [
    {
      productId: product,
      productName: "Heat pump 8 kW",
      category: "heat pumps",
      quantity: 12,
      unitPrice: yuan(860_000),
      discount: 500,
      amount: yuan(9_804_000),
    },
  ],
  amount: yuan(9_804_000),
  status: "executing",
  probability: 4_000,
  probabilitySet: false,
  stages: [{ stage: "proposal", since: "2026-11-20T02:00:00.000Z", by: salesperson }],
  winNumber: 0,
  lossNumber: 0,
  startedOn: "2026-11-20",
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: salesperson,
  updatedAt: "2026-11-20T02:00:00.000Z",
  updatedBy: salesperson,
};

const { departmentId } = exampleOpportunity;

export const exampleLost = {
  ...exampleOpportunity,
  version: 2,
  status: "lost",
  lossNumber: 1,
  lostAt: "2026-12-04T06:30:00.000Z",
  lossReason: "price",
  lostTo: "cmp_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  booked: { month: "2026-12", salespersonId: salesperson, departmentId },
};

export const exampleClosed = {
  ...exampleOpportunity,
  version: 3,
  status: "closed",
  winNumber: 1,
  wonAt: "2026-12-04T06:30:00.000Z",
  orderId: "ord_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  closedAt: "2027-02-01T02:00:00.000Z",
  booked: { month: "2026-12", salespersonId: salesperson, departmentId },
};
