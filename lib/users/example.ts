/** Examples shown in the documentation. */
export const exampleUserInput = {
  name: "陈晓雯",
  email: "chen.xiaowen@hengwen.example",
  departmentId: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  roles: ["salesperson"],
};

export const exampleUser = {
  ...exampleUserInput,
  id: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  language: "zh-CN",
  status: "active",
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4W",
  updatedAt: "2026-11-20T02:00:00.000Z",
  updatedBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4W",
};

export const exampleHandover = {
  id: "hov_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 3,
  fromId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  toId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4Y",
  resources: ["customer", "opportunity"],
  status: "running",
  moved: { customer: 31, opportunity: 12 },
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4W",
  updatedAt: "2026-11-20T02:00:01.000Z",
  updatedBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4W",
};

export const exampleMe = {
  id: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  name: "陈晓雯",
  email: "chen.xiaowen@hengwen.example",
  language: "zh-CN",
  department: { id: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X", name: "华东销售" },
  roles: [{ key: "salesperson", name: "Salesperson 销售" }],
  permissions: [
    { resource: "customer", action: "read", scope: "own" },
    { resource: "product", action: "read", scope: "all" },
  ],
};
