/** Examples shown in the documentation. */
export const exampleCustomerInput = {
  name: "苏州恒温设备有限公司",
  kind: "company",
  phone: "0512-6285 1234",
  email: "info@hengwen.example",
  region: "江苏",
  industry: "HVAC",
  source: "referral",
  tags: ["heat pumps"],
};

export const exampleCustomer = {
  ...exampleCustomerInput,
  id: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  number: "CUS-2026-00042",
  phone: "+8651262851234",
  ownerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  departmentId: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  type: "intended",
  typeSince: "2026-11-20T02:00:00.000Z",
  wins: 0,
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  updatedAt: "2026-11-20T02:00:00.000Z",
  updatedBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};
