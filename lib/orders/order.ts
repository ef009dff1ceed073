import * as z from "zod";
import { readerCopies } from "../access/readers.ts";
import { inCustomerView } from "../customers/view.ts";
import { idOf } from "../ids/id.ts";
import { money } from "../money/money.ts";
import { pricedLine } from "../opportunities/line.ts";
import { type Copy, defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { instant } from "../time/calendar.ts";

/** What an order may be: placed by a win, cancelled when that is undone. */
export const ORDER_STATUSES = ["placed", "cancelled"] as const;

/** An order (订单): what a customer bought, as a won opportunity confirmed it (DOMAIN §4, §8). */
export const order = z
  .object({
    ...recordFields,
    id: idOf("order"),
    number: z.string(),
    opportunityId: idOf("opportunity"),
    opportunityNumber: z.string(),
    /** Which win of the opportunity placed it. */
    winNumber: z.int(),
    customerId: idOf("customer"),
    customerName: z.string(),
    customerOwnerId: idOf("user").optional(),
    ownerId: idOf("user"),
    departmentId: idOf("department").optional(),
    collaboratorIds: z.array(idOf("user")).optional(),
    lines: z.array(pricedLine),
    amount: money,
    orderedAt: instant,
    status: z.enum(ORDER_STATUSES),
    cancelledAt: instant.optional(),
    cancelReason: z.string().optional(),
    /** How it is delivered, once that is planned, and how far. */
    deliveryId: idOf("delivery").optional(),
    deliveryStatus: z.enum(["planned", "partly", "delivered"]).optional(),
  })
  .meta({ id: "Order" });
export type Order = z.infer<typeof order>;

/** What callers are shown. */
export const orderAnswer = order.omit({ claims: true, deletedAt: true }).meta({ id: "OrderAnswer" });

export const orders = defineEntity({
  type: "order",
  schema: order,
  owner: ({ ownerId, departmentId }) => ({ ownerId, departmentId }),
  claims: ({ number }) => [{ value: `number:${number}`, pointer: "/number" }],
  indexes: ({ id, number, customerId }) => ({
    ...inCustomerView(customerId, "order", id),
    namePk: numberKey(number),
    nameSk: id,
  }),
  copies: (record) => [...readerCopies("order", record), ...soldCopies(record)],
});

/** Where those are found who bought a product, in the order of their ids. */
export function soldShelf(productId: string): string {
  return `order#product#${productId}`;
}

function soldCopies({ id, customerId, lines, status }: Order): Copy[] {
  const products = new Set(status === "placed" ? lines.map(({ productId }) => productId) : []);
  return [...products].map((productId) => ({
    name: `product#${productId}`,
    keys: { namePk: soldShelf(productId), nameSk: `${customerId}#${id}` },
    holds: ["customerId"],
  }));
}

/** Where an order is found by its number. */
export function numberKey(number: string): string {
  return `order#number#${number}`;
}
