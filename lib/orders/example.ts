import { exampleClosed } from "../opportunities/example.ts";

const { ownerId, departmentId, customerId, customerName, lines, amount, number } = exampleClosed;

/** Shown in the documentation. */
export const exampleOrder = {
  id: "ord_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  version: 1,
  number: "ORD-202612-0003",
  opportunityId: exampleClosed.id,
  opportunityNumber: number,
  winNumber: 1,
  customerId,
  customerName,
  ownerId,
  departmentId,
  lines,
  amount,
  orderedAt: "2026-12-04T06:30:00.000Z",
  status: "placed",
  createdAt: "2026-12-04T06:30:00.000Z",
  createdBy: ownerId,
  updatedAt: "2026-12-04T06:30:00.000Z",
  updatedBy: ownerId,
};
