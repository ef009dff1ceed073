/** Examples shown in the documentation. */
export const exampleRequestInput = {
  serviceCardId: "sca_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  callerName: "张三",
  callerPhone: "+8613800138000",
  type: "repair",
  faultCategory: "no-output",
  channel: "phone",
  subject: "热泵不制热",
  content: "昨晚起出水温度只有 20 度，面板显示 E4",
};

const user = "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X";
const received = "2026-11-30T02:00:00.000Z";

export const exampleRequest = {
  ...exampleRequestInput,
  id: "srq_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  number: "SR-202611-00042",
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  customerName: "苏州恒温设备有限公司",
  customerOwnerId: user,
  serviceCardNumber: "SC-2026-000017",
  serialNumber: "HP-2026-0031",
  productId: "prd_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  productName: "热泵机组 HP-30",
  answered: true,
  receivedAt: received,
  receivedBy: user,
  departmentId: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  status: "received",
  steps: [{ step: "received", at: received, by: user }],
  tier: "default",
  level: { firstResponseMinutes: 120, resolutionMinutes: 960, warnBeforeMinutes: 30 },
  warranty: {
    verdict: "in-warranty",
    until: "2027-01-31",
    reason: "in warranty until 2027-01-31",
    on: "2026-11-30",
  },
  firstResponseDueAt: "2026-11-30T05:30:00.000Z",
  firstResponseWarnAt: "2026-11-30T03:30:00.000Z",
  resolutionDueAt: "2026-12-02T03:00:00.000Z",
  resolutionWarnAt: "2026-12-02T02:30:00.000Z",
  resolutionNumber: 0,
  restedSeconds: 0,
  work: [],
  workMinutes: 0,
  cost: { amount: 0, currency: "CNY" },
  createdAt: received,
  createdBy: user,
  updatedAt: received,
  updatedBy: user,
};

const assignedAt = "2026-11-30T02:05:00.000Z";
export const exampleAssigned = {
  ...exampleRequest,
  version: 2,
  status: "assigned",
  technicianId: user,
  steps: [...exampleRequest.steps, { step: "assigned", at: assignedAt, by: user, technicianId: user }],
  updatedAt: assignedAt,
};

const startedAt = "2026-11-30T02:40:00.000Z";
export const exampleStarted = {
  ...exampleAssigned,
  version: 3,
  status: "in-progress",
  firstRespondedAt: startedAt,
  steps: [...exampleAssigned.steps, { step: "started", at: startedAt, by: user }],
  updatedAt: startedAt,
};

export const exampleWorkInput = {
  minutes: 90,
  description: "更换四通阀，补充冷媒，试运行正常",
  parts: [{ name: "四通阀", quantity: 1, cost: { amount: 26_000, currency: "CNY" } }],
  cost: { amount: 5_000, currency: "CNY" },
};

export const exampleWorked = {
  ...exampleStarted,
  version: 4,
  work: [{ ...exampleWorkInput, at: "2026-11-30T06:10:00.000Z", by: user }],
  workMinutes: 90,
  cost: { amount: 31_000, currency: "CNY" },
};

const resolution = "四通阀卡死，已更换";
const resolvedAt = "2026-11-30T06:15:00.000Z";
export const exampleResolved = {
  ...exampleWorked,
  version: 5,
  status: "resolved",
  resolution,
  resolvedAt,
  resolvedBy: user,
  resolutionNumber: 1,
  steps: [...exampleStarted.steps, { step: "resolved", at: resolvedAt, by: user, note: resolution }],
};
