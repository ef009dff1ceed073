import type { Answer, Client, Json } from "./client.ts";
import { created, fresh, opportunity, yuan } from "./deal.ts";

/** A product with a warranty of some months. */
export function goods(admin: Client, name: string, warrantyMonths: number): Promise<Json> {
  return created(admin, "/products", { name: fresh(name), unitPrice: yuan(100), warrantyMonths });
}

/** How many of a product. */
export const line = ({ id: productId }: Json, quantity: number, serialNumbers?: readonly string[]) => ({
  productId,
  quantity,
  ...(serialNumbers !== undefined && { serialNumbers }),
});

/** The order of a deal that a manager won. */
export async function order(seller: Client, manager: Client, lines: Json, body: Json = {}): Promise<Json> {
  const deal = await opportunity(seller, { amount: undefined, lines, ...body });
  const won = await manager.post(`/opportunities/${deal.id}/win`);
  if (won.status !== 200) throw new Error(JSON.stringify(won.body));
  return (await manager.get(`/orders/${won.body.orderId}`)).body;
}

/** The delivery of an order in the parts given; all at once today unless told. */
export function delivery(client: Client, { id: orderId }: Json, parts: Json): Promise<Json> {
  return created(client, "/deliveries", { orderId, parts });
}

/** Records that a part is done. */
export function complete(client: Client, { id }: Json, part: number, body?: Json): Promise<Answer> {
  return client.post(`/deliveries/${id}/parts/${part}/complete`, body);
}
