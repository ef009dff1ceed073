/** Examples shown in the documentation. */
export const exampleFollowUpInput = {
  method: "phone",
  plannedAt: "2026-11-30T02:00:00.000Z",
  content: "确认新样本是否收到,约方案评审时间",
  contactName: "张三",
};

export const exampleFollowUp = {
  ...exampleFollowUpInput,
  id: "fup_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  opportunityId: "opp_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  opportunityNumber: "OPP-202611-0042",
  opportunityName: "热泵机组更新",
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  customerName: "苏州恒温设备有限公司",
  customerOwnerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  handlerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  departmentId: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  status: "planned",
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  updatedAt: "2026-11-20T02:00:00.000Z",
  updatedBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};

export const exampleCompletion = {
  outcome: "客户认可方案,要求下周提交正式报价",
  attitude: 4,
  stage: "proposal",
  next: { method: "proposal-review", plannedAt: "2026-12-07T02:00:00.000Z", content: "与总工评审报价方案" },
};
