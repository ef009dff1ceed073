import type { Json } from "../makers/client.ts";
import { inDays } from "../makers/deal.ts";
import type { Order } from "./desk.ts";
import type { Line } from "./requests.ts";
import { must } from "./requests.ts";
import type { Served } from "./served.ts";

/** What was delivered; its service card comes by itself, and is found by its serial number then. */
export interface Delivered {
  readonly serialNumber: string;
  readonly customerId: string;
}

/** Whoever delivers what a salesperson won. */
export interface StockDesk {
  readonly line: Line;
  readonly served: Served;
  /** The salesperson's own list. */
  readonly orders: Order[];
  readonly planned: { readonly deliveryId: string; readonly order: Order }[];
  /** Delivered, and not seen on a card yet. */
  readonly arriving: Delivered[];
  /** Every serial number that was ever delivered. */
  readonly serials: string[];
}

let units = 0;

/** Plans the delivery of an order; lists the open ones where none was won. */
export async function planDelivery({ line, orders, planned }: StockDesk): Promise<void> {
  const order = orders.shift();
  if (order === undefined) return void (await line.send("GET", "/deliveries?status=open&limit=20", 200));
  const parts = [{ plannedOn: inDays(new Date(), 0) }];
  const made: Json = await line.send("POST", "/deliveries", 201, { orderId: order.id, parts });
  must(made.status === "open" && made.orderId === order.id, "a delivery is of its order, and open");
  must(made.parts[0].lines[0].quantity === order.quantity, "a delivery brings all that was ordered");
  planned.push({ deliveryId: made.id, order });
}

/** Records a delivery as done, the first unit with its serial number; plans one where none is left. */
export async function completeDelivery(desk: StockDesk): Promise<void> {
  const { line, served, planned, arriving, serials } = desk;
  const next = planned.shift();
  if (next === undefined) return planDelivery(desk);
  const { customerId, quantity } = next.order;
  units += 1;
  const serialNumber = `HP-${units}-${process.pid}`;
  const lines = [{ productId: served.productId, quantity, serialNumbers: [serialNumber] }];
  const done: Json = await line.send("POST", `/deliveries/${next.deliveryId}/parts/1/complete`, 200, {
    lines,
  });
  must(done.status === "delivered" && done.version === 2, "a delivery is delivered with its last part");
  arriving.push({ serialNumber, customerId });
  serials.push(serialNumber);
}
