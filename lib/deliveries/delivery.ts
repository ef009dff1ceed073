import * as z from "zod";
import { readerCopies } from "../access/readers.ts";
import { dayCopy, foundOn } from "../care/found-on.ts";
import { inCustomerView } from "../customers/view.ts";
import { idOf } from "../ids/id.ts";
import { MOST_LINES } from "../opportunities/line.ts";
import { serialNumber } from "../service-cards/serial.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { text } from "../text/text.ts";
import { calendarDate, instant } from "../time/calendar.ts";

export const DELIVERY_STATUSES = ["open", "delivered", "cancelled"] as const;
export const PART_STATUSES = ["planned", "done", "cancelled"] as const;

/** Parts of one delivery, and serial numbers of one part: a record and a transaction have room for so many. */
export const MOST_PARTS = 24;
export const MOST_SERIALS = 90;

const quantity = z.int().min(1, { error: "must be at least 1" }).max(20_000_000);

/** How many of a product a part is to bring. */
export const lineInput = z.strictObject({ productId: idOf("product"), quantity });

/** How many of a product a part brought, and which. */
export const deliveredLineInput = lineInput.extend({
  /** Each opens a service card of its own; the units without one share a card. */
  serialNumbers: z
    .array(serialNumber)
    .max(MOST_SERIALS, { error: `must hold at most ${MOST_SERIALS}: divide the part` })
    .optional(),
});

/** What a caller says of a part to plan. */
export const partInput = z.strictObject({
  plannedOn: calendarDate,
  /** All that is not planned or delivered yet, unless told. */
  lines: z.array(lineInput).min(1).max(MOST_LINES).optional(),
  note: text(1000).optional(),
});
export type PartInput = z.infer<typeof partInput>;

/** What a caller says of a delivery: one part for a one-off, several for a plan. */
export const deliveryInput = z.strictObject({
  orderId: idOf("order"),
  parts: z.array(partInput).min(1, { error: "must hold a part" }).max(MOST_PARTS),
});
export type DeliveryInput = z.infer<typeof deliveryInput>;

const line = z.object({
  productId: idOf("product"),
  productName: z.string(),
  quantity: z.int(),
  serialNumbers: z.array(z.string()).optional(),
});
export type Line = z.infer<typeof line>;

const part = z.object({
  number: z.int().meta({ description: "Its place in the plan; kept for good" }),
  plannedOn: calendarDate,
  lines: z.array(line).meta({ description: "As planned; as delivered once it is done" }),
  note: z.string().optional(),
  status: z.enum(PART_STATUSES),
  deliveredOn: calendarDate.optional(),
  deliveredBy: idOf("user").optional(),
  receivedBy: z.string().optional(),
  /** When it was recorded as done. */
  completedAt: instant.optional(),
  cancelReason: z.string().optional(),
});
export type Part = z.infer<typeof part>;

/** The delivery of an order (交付, DOMAIN §8): one-off, or a plan of several parts, each recorded when it is done. */
export const delivery = z
  .object({
    ...recordFields,
    id: idOf("delivery"),
    number: z.string(),
    orderId: idOf("order"),
    orderNumber: z.string(),
    customerId: idOf("customer"),
    customerName: z.string(),
    customerOwnerId: idOf("user").optional(),
    /** Of the order, whose people see to its delivery. */
    ownerId: idOf("user"),
    departmentId: idOf("department").optional(),
    collaboratorIds: z.array(idOf("user")).optional(),
    ordered: z.array(line.omit({ serialNumbers: true })),
    parts: z.array(part),
    status: z.enum(DELIVERY_STATUSES),
    /** The day of the last part, once all is delivered. */
    deliveredOn: calendarDate.optional(),
    cancelReason: z.string().optional(),
  })
  .meta({ id: "Delivery" });
export type Delivery = z.infer<typeof delivery>;

/** What callers are shown. */
export const deliveryAnswer = delivery
  .omit({ claims: true, deletedAt: true, collaboratorIds: true })
  .meta({ id: "DeliveryAnswer" });

export const deliveries = defineEntity({
  type: "delivery",
  schema: delivery,
  owner: ({ ownerId, departmentId }) => ({ ownerId, departmentId }),
  claims: ({ number, orderId }) => [
    { value: `number:${number}`, pointer: "/number" },
    { value: `order:${orderId}`, pointer: "/orderId" },
  ],
  indexes: ({ id, number, customerId }) => ({
    ...inCustomerView(customerId, "delivery", id),
    namePk: numberKey(number),
    nameSk: id,
  }),
  copies: (record) => [
    ...readerCopies("delivery", record),
    { name: "order", keys: { namePk: orderKey(record.orderId), nameSk: record.id } },
    ...(record.status === "open" ? [{ name: "open", keys: { namePk: OPEN, nameSk: record.id } }] : []),
    ...(record.status === "delivered" && record.deliveredOn !== undefined
      ? [dayCopy("delivered", foundOn.delivery(record.deliveredOn), record.id)]
      : []),
  ],
});

/** Where those that are still to come are found, of everybody: few of all there ever were. */
export const OPEN = "delivery#open";

/** Where a delivery is found by its number, and by its order. */
export function numberKey(number: string): string {
  return `delivery#number#${number}`;
}
export function orderKey(orderId: string): string {
  return `delivery#order#${orderId}`;
}
