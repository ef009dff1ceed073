const customerId = "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X";
const cashier = "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X";
const at = "2026-11-20T02:10:00.000Z";
const yuan = (amount: number) => ({ amount: amount * 100, currency: "CNY" });

export const exampleMembershipInput = { customerId } as const;

export const exampleMembership = {
  id: "mbr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 4,
  number: "VIP-0000012",
  customerId,
  customerName: "陈晓东",
  customerOwnerId: cashier,
  joinedOn: "2026-03-02",
  tier: "advanced",
  tierSince: at,
  tierMove: "raised",
  qualification: { spend: yuan(5_280), purchases: 2 },
  storedValue: { balance: yuan(1_350), bonus: yuan(100) },
  points: { balance: 528, owed: 0, lots: [{ expiresOn: "2027-11-30", points: 528 }] },
  last: {
    id: "mov_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    kind: "spend",
    at,
    reference: "POS-7-20261120-0031",
    amount: yuan(1_280),
    storedValue: -50_00,
    points: 128,
    expired: 0,
  },
  lastPurchaseOn: "2026-11-20",
  benefits: { name: "高级", discountBasisPoints: 200, privileges: ["优先预约"] },
  nextTier: { key: "vip", name: "VIP", spendMissing: yuan(14_720), purchasesMissing: 18 },
  createdAt: "2026-03-02T02:00:00.000Z",
  createdBy: cashier,
  updatedAt: at,
  updatedBy: cashier,
} as const;

/** A membership as it begins. */
export const exampleJoined = {
  ...exampleMembership,
  version: 1,
  tier: "regular",
  tierMove: "joined",
  qualification: { spend: yuan(0), purchases: 0 },
  storedValue: { balance: yuan(0), bonus: yuan(0) },
  points: { balance: 0, owed: 0, lots: [] },
  last: undefined,
  lastPurchaseOn: undefined,
  benefits: { name: "普通", discountBasisPoints: 0, privileges: [] },
  nextTier: { key: "advanced", name: "高级", spendMissing: yuan(5_000), purchasesMissing: 5 },
} as const;

export const exampleSpending = {
  amount: yuan(1_280),
  reference: "POS-7-20261120-0031",
  pay: { storedValue: yuan(50) },
} as const;

const common = {
  id: "mov_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  customerId,
  membershipId: exampleMembership.id,
  at,
  recordedAt: at,
  recordedBy: cashier,
  month: "2026-11",
  tier: "regular",
  refunded: yuan(0),
} as const;

const spent = {
  ...common,
  kind: "spend",
  amount: exampleSpending.amount,
  reference: exampleSpending.reference,
  paid: {
    storedValue: yuan(50),
    bonus: yuan(0),
    points: 0,
    worth: yuan(0),
    elsewhere: yuan(1_230),
    lots: [],
  },
  earned: { points: 1_280, rate: { points: 1, unit: 100 }, expiresOn: "2027-11-30" },
  alreadyBooked: false,
} as const;

export const exampleSpend = {
  ...spent,
  tierChange: { from: "regular", to: "advanced" },
  membership: exampleMembership,
} as const;

export const exampleToppingUp = { amount: yuan(1_000), reference: "PAY-20261120-88" } as const;

export const exampleTopUp = {
  ...common,
  kind: "top-up",
  amount: exampleToppingUp.amount,
  reference: exampleToppingUp.reference,
  bonus: yuan(100),
  membership: exampleMembership,
} as const;

export const exampleRefunding = { spendId: common.id, amount: yuan(280), note: "退回一件" } as const;

export const exampleRefund = {
  id: "mov_01JCXW3V7Q8F2M4N6P8R0T2V4Y",
  of: { ...spent, refunded: yuan(280) },
  returned: {
    elsewhere: { amount: 269_06, currency: "CNY" },
    storedValue: { amount: 10_94, currency: "CNY" },
    points: 0,
  },
  takenBack: { bonus: yuan(0), points: 280, owed: 0 },
  tierChange: { from: "advanced", to: "regular" },
  membership: exampleMembership,
} as const;

export const exampleRedeeming = { points: 200, for: "保温杯一只" } as const;

export const exampleRedemption = {
  id: "mov_01JCXW3V7Q8F2M4N6P8R0T2V4Z",
  ...exampleRedeeming,
  membership: exampleMembership,
} as const;

export const exampleEnding = { reason: "迁居外地", paidOut: yuan(1_250) } as const;

export const exampleEnd = {
  id: "mov_01JCXW3V7Q8F2M4N6P8R0T2V50",
  membershipId: exampleMembership.id,
  customerId,
  number: exampleMembership.number,
  paidOut: yuan(1_250),
  forfeited: { bonus: yuan(100), points: 528 },
  forgiven: 0,
  qualification: exampleMembership.qualification,
} as const;

export const exampleStatement = {
  items: [
    {
      id: `${common.id}-1`,
      movementId: common.id,
      movement: "spend",
      at,
      recordedAt: at,
      recordedBy: cashier,
      reference: exampleSpending.reference,
      ledger: "points",
      kind: "earned",
      change: 1_280,
      balance: 1_808,
      owed: 0,
      owedChange: 0,
      expiresOn: "2027-11-30",
    },
  ],
  nextCursor: null,
} as const;
