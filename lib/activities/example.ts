/** Examples shown in the documentation. */
export const exampleActivityInput = {
  kind: "visit",
  happenedAt: "2026-11-30T02:00:00.000Z",
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  content: "参观机房,客户确认明年更新两台机组",
  accompanying: ["李工"],
  plan: "下周提交方案",
};

export const exampleActivity = {
  ...exampleActivityInput,
  id: "act_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  performerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  departmentId: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  customerName: "苏州恒温设备有限公司",
  customerOwnerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  createdAt: "2026-11-30T04:00:00.000Z",
  createdBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  updatedAt: "2026-11-30T04:00:00.000Z",
  updatedBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};
