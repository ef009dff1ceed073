/** Examples shown in the documentation. */
export const exampleImportInput = {
  resource: "product",
  name: "products.csv",
  columns: {
    product: "name",
    series: "category",
    sales_price: { field: "unitPrice", scale: 1 },
  },
  defaults: { warrantyMonths: 12 },
  aliases: { name: { GTXPro: "GTX Pro" } },
  upsertBy: "name",
  chunks: 1,
};

export const exampleProgress = {
  rows: 7,
  created: 6,
  updated: 0,
  unchanged: 0,
  failed: 1,
  chunks: 1,
  missing: [],
};

export const exampleImport = {
  ...exampleImportInput,
  id: "imp_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  onUnknown: {},
  allowDuplicates: false,
  encoding: "auto",
  dryRun: false,
  ownerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  status: "open",
  createdAt: "2026-11-20T02:00:00.000Z",
  createdBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  updatedAt: "2026-11-20T02:00:00.000Z",
  updatedBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};

export const exampleRows = { rows: [{ product: "GTXPro", series: "GTX", sales_price: 4821 }] };

export const exampleError = {
  row: 4,
  column: "sales_price",
  rule: "must be an amount of CNY with at most 2 decimals",
  value: "on request",
};

export const exampleChunk = {
  chunk: 1,
  dryRun: false,
  rows: 7,
  created: 6,
  updated: 0,
  unchanged: 0,
  failed: 1,
  errors: [exampleError],
};
