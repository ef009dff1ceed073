/** Shown in the documentation. */
export const exampleComplaintInput = {
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  content: "安装后第二天就漏水，打了三次电话才有人接。",
  severity: "high",
  cause: "installation",
  channel: "phone",
} as const;

const receivedAt = "2026-11-20T02:10:00.000Z";
const taker = "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X";
const operator = "usr_01JCXW3V7Q8F2M4N6P8R0T2V4Y";
const received = { step: "received", at: receivedAt, by: taker } as const;

export const exampleComplaint = {
  ...exampleComplaintInput,
  id: "cpt_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  number: "CPT-202611-0007",
  customerName: "上海泰宁生物科技有限公司",
  receivedBy: taker,
  receivedAt,
  handlerId: taker,
  departmentId: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  status: "received",
  steps: [received],
  transfers: 0,
  reopenings: 0,
  createdAt: receivedAt,
  createdBy: taker,
  updatedAt: receivedAt,
  updatedBy: taker,
} as const;

const transferredAt = "2026-11-20T02:30:00.000Z";

export const exampleTransferred = {
  ...exampleComplaint,
  version: 2,
  handlerId: operator,
  status: "transferred",
  steps: [
    received,
    { step: "transferred", at: transferredAt, by: taker, to: operator, note: "请营运核实安装质量" },
  ],
  transfers: 1,
  updatedAt: transferredAt,
} as const;

const closedAt = "2026-11-20T02:25:00.000Z";

export const exampleClosed = {
  ...exampleComplaint,
  version: 2,
  status: "closed",
  steps: [received, { step: "closed", at: closedAt, by: taker }],
  correctiveAction: "当天上门更换密封圈，并免费延保三个月。",
  resolvedAt: closedAt,
  closedAt,
  firstContact: true,
  updatedAt: closedAt,
} as const;
