import { exampleOrder } from "../orders/example.ts";

const { id: orderId, number: orderNumber, customerId, customerName, ownerId, departmentId } = exampleOrder;
const productId = "prd_01JCXW3V7Q8F2M4N6P8R0T2V4X";
const goods = { productId, productName: "Heat pump 8 kW" };

/** Examples shown in the documentation. */
export const examplePartInput = { plannedOn: "2027-01-31", lines: [{ productId, quantity: 8 }] };

export const exampleDeliveryInput = {
  orderId,
  parts: [examplePartInput, { plannedOn: "2027-02-28" }],
};

const planned = (number: number, plannedOn: string, quantity: number) => ({
  number,
  plannedOn,
  lines: [{ ...goods, quantity }],
  status: "planned",
});

export const exampleDelivery = {
  id: "dlv_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  number: "DLV-202612-0003",
  orderId,
  orderNumber,
  customerId,
  customerName,
  ownerId,
  departmentId,
  ordered: [{ ...goods, quantity: 12 }],
  parts: [planned(1, "2027-01-31", 8), planned(2, "2027-02-28", 4)],
  status: "open",
  createdAt: "2026-12-04T07:00:00.000Z",
  createdBy: ownerId,
  updatedAt: "2026-12-04T07:00:00.000Z",
  updatedBy: ownerId,
};

export const exampleCompletion = {
  deliveredOn: "2027-01-31",
  receivedBy: "李工",
  lines: [{ productId, quantity: 8, serialNumbers: ["HP8-2611-00041", "HP8-2611-00042"] }],
};

export const exampleDelivered = {
  ...exampleDelivery,
  version: 2,
  parts: [
    {
      ...planned(1, "2027-01-31", 8),
      lines: [{ ...goods, quantity: 8, serialNumbers: ["HP8-2611-00041", "HP8-2611-00042"] }],
      status: "done",
      deliveredOn: "2027-01-31",
      deliveredBy: ownerId,
      receivedBy: "李工",
      completedAt: "2027-01-31T08:00:00.000Z",
    },
    planned(2, "2027-02-28", 4),
  ],
};
