const yuan = (amount: number) => ({ amount, currency: "CNY" });
const agentId = "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X";
const productId = "prd_01JCXW3V7Q8F2M4N6P8R0T2V4X";

const rated = {
  sent: 40,
  answers: 25,
  responseRate: 6_250,
  scores: { 1: 1, 2: 1, 3: 3, 4: 8, 5: 12 },
  average: 4.16,
  csat: 8_000,
  csatOfMean: 8_320,
};
const agent = { agentId, agentName: "周客服" };

export const exampleSatisfaction = {
  from: "2026-12",
  to: "2026-12",
  scope: "all",
  rows: [{ ...agent, ...rated, href: `/surveys?month=2026-12&agentId=${agentId}` }],
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
  rows: [{ ...agent, ...complained, href: `/complaints?month=2026-12&receivedBy=${agentId}` }],
  total: complained,
};

const faults = { faults: 9, resolved: 8, workMinutes: 720, meanWorkMinutes: 80, cost: yuan(126_000) };

export const exampleFaults = {
  from: "2026-12",
  to: "2026-12",
  scope: "all",
  rows: [
    {
      productId,
      productName: "Heat pump 8 kW",
      category: "leak",
      ...faults,
      href: `/service-requests?month=2026-12&productId=${productId}&faultCategory=leak`,
    },
  ],
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
  rows: [{ ...agent, ...waited, href: `/service-requests?month=2026-12&agentId=${agentId}` }],
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
  ended: 0,
  paidOut: yuan(0),
  pointsForfeited: 0,
};

export const exampleMemberships = {
  from: "2026-12",
  to: "2026-12",
  scope: "all",
  rows: [{ tier: "advanced", tierName: "高级", members: 140, ...moved, href: "/memberships?tier=advanced" }],
  total: { members: 140, ...moved },
};
