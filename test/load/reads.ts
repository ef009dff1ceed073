import type { Json } from "../makers/client.ts";
import type { Desk } from "./desk.ts";
import type { Line } from "./requests.ts";
import { must } from "./requests.ts";

/** Items that a list shows at once. */
export const PAGE = 20;
let turn = 0;

/** Another one at every turn. */
export function one<T>(list: readonly T[]): T {
  turn += 1;
  return list[turn % list.length]!;
}

/** A page of a list. */
export async function list({ line }: { readonly line: Line }, path: string): Promise<Json[]> {
  const { items }: Json = await line.send("GET", path, 200);
  must(Array.isArray(items) && items.length <= PAGE, `${path} is a page of at most ${PAGE}`);
  return items;
}

export async function listCustomers(desk: Desk) {
  const items = await list(desk, `/customers?limit=${PAGE}`);
  must(items.length > 0, "a salesperson with customers lists some");
  must(
    items.every(({ ownerId }) => ownerId === desk.userId),
    "a salesperson lists their own customers",
  );
  must(
    items.every(({ id }, index) => index === 0 || id < items[index - 1].id),
    "the newest customer comes first",
  );
}

export async function readCustomer({ line, known }: Desk) {
  const { id, name } = one(known);
  const found: Json = await line.send("GET", `/customers/${id}`, 200);
  must(found.id === id && found.name === name, "a customer is the one that was asked for");
}

export async function findByName(desk: Desk) {
  const { id, name } = one(desk.known);
  const items = await list(desk, `/customers?limit=${PAGE}&name=${encodeURIComponent(name)}`);
  must(
    items.some((item) => item.id === id),
    "a customer is found by its name",
  );
}

export async function findByPhone(desk: Desk) {
  const { id, phone } = one(desk.known);
  const items = await list(desk, `/customers?limit=${PAGE}&phone=${encodeURIComponent(phone)}`);
  must(items.length === 1 && items[0].id === id, "a phone number leads to its customer");
}

export async function readOverview({ line, deals }: Desk) {
  const { id, customerId } = one(deals);
  const seen: Json = await line.send("GET", `/customers/${customerId}/overview`, 200);
  must(seen.customer.id === customerId, "an overview is of the customer that was asked for");
  must(
    seen.opportunities.some((item: Json) => item.id === id),
    "an overview shows the executing opportunity",
  );
}

export async function listDeals(desk: Desk) {
  const items = await list(desk, `/opportunities?limit=${PAGE}&status=executing`);
  must(
    items.every(({ status, ownerId }) => status === "executing" && ownerId === desk.userId),
    "a salesperson lists their own executing opportunities",
  );
}

export async function readDeal({ line, deals }: Desk) {
  const deal = one(deals);
  const found: Json = await line.send("GET", `/opportunities/${deal.id}`, 200);
  must(found.id === deal.id && found.version >= deal.version, "an opportunity is as new as its last change");
}

export async function listTasks(desk: Desk) {
  const items = await list(desk, `/me/tasks?limit=${PAGE}`);
  must(
    items.every(({ handlerId, status }) => handlerId === desk.userId && status === "open"),
    "my tasks are mine and open",
  );
}

export async function listVisits(desk: Desk) {
  const items = await list(desk, `/follow-ups?limit=${PAGE}`);
  must(
    items.every(({ status }) => status === "planned"),
    "planned follow-ups are planned",
  );
}

export async function listProducts(desk: Desk) {
  const items = await list(desk, `/products?limit=${PAGE}`);
  must(
    items.some(({ id }) => id === desk.served.productId),
    "the catalogue lists its products",
  );
}

/** A report of the manager's departments. */
export function report(path: string) {
  return async ({ manager }: Desk) => {
    const body: Json = await manager.send("GET", path, 200);
    must(
      body.scope === "departments" || Array.isArray(body.items),
      `${path} is of the manager's departments`,
    );
  };
}
