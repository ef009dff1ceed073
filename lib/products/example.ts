/** Examples shown in the documentation. */
export const exampleProductInput = {
  name: "空气源热泵 GTX Pro",
  category: "热泵",
  unitPrice: { amount: 4_821_00, currency: "CNY" },
  cost: { amount: 2_900_00, currency: "CNY" },
  warrantyMonths: 24,
};

export const exampleProduct = {
  ...exampleProductInput,
  id: "prd_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  number: "PRD-00007",
  active: true,
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  updatedAt: "2026-11-20T02:00:00.000Z",
  updatedBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};
