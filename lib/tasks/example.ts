/** Examples shown in the documentation. */
export const exampleTaskInput = {
  title: "拜访苏州恒温设备有限公司",
  content: "带上新样本,确认采购计划",
  priority: "high",
  dueAt: "2026-11-30T02:00:00.000Z",
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};

export const exampleTask = {
  ...exampleTaskInput,
  id: "tsk_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  origin: "customer",
  customerName: "苏州恒温设备有限公司",
  customerOwnerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  handlerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  departmentId: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  status: "open",
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  updatedAt: "2026-11-20T02:00:00.000Z",
  updatedBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};
