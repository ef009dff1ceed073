import { exampleDelivered } from "../deliveries/example.ts";

const { id: deliveryId, orderId, customerId, customerName, ownerId, departmentId } = exampleDelivered;

/** Examples shown in the documentation. */
export const exampleServiceCardInput = {
  customerId,
  productId: "prd_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  serialNumber: "HP8-2611-00042",
  deliveredOn: "2027-01-31",
  warrantyMonths: 24,
};

export const exampleServiceCard = {
  ...exampleServiceCardInput,
  id: "sca_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  number: "SC-2027-000042",
  customerName,
  productName: "Heat pump 8 kW",
  quantity: 1,
  ownerId,
  departmentId,
  warrantyUntil: "2029-01-31",
  deliveryId,
  partNumber: 1,
  orderId,
  status: "active",
  warranty: {
    verdict: "in-warranty",
    until: "2029-01-31",
    reason: "in warranty until 2029-01-31",
  },
  createdAt: "2027-01-31T08:00:01.000Z",
  createdBy: "system",
  updatedAt: "2027-01-31T08:00:01.000Z",
  updatedBy: "system",
};

export const exampleVoidCard = {
  ...exampleServiceCard,
  version: 2,
  status: "void",
  voidReason: "运行环境超出规格",
  voidedAt: "2027-06-01T02:00:00.000Z",
  warranty: { verdict: "void", reason: "the service card is void: 运行环境超出规格" },
};
