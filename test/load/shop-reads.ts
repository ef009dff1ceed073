import type { Json } from "../makers/client.ts";
import { list, one, PAGE } from "./reads.ts";
import { must } from "./requests.ts";
import { holds, type ShopDesk } from "./shop-desk.ts";

export async function readMembership({ line, members }: ShopDesk): Promise<void> {
  const member = one(members);
  holds(await line.send("GET", `/memberships/${member.customerId}`, 200), member);
}

export async function findMember(desk: ShopDesk): Promise<void> {
  const member = one(desk.members);
  const [found, ...others] = await list(desk, `/memberships?limit=${PAGE}&number=${member.number}`);
  must(found?.customerId === member.customerId && others.length === 0, "a number leads to its member");
  holds(found, member);
}

export async function readStatement(desk: ShopDesk): Promise<void> {
  const { customerId, stored } = one(desk.members);
  const path = `/memberships/${customerId}/entries?ledger=stored-value&limit=${PAGE}`;
  const lines = await list(desk, path);
  must((lines[0]?.balance.amount ?? 0) === stored, "the last line of a statement is the balance");
  must(
    lines.every(
      ({ change, balance }, at) =>
        at + 1 === lines.length || balance.amount - change.amount === lines[at + 1].balance.amount,
    ),
    "every line of a statement goes on from the one before",
  );
}

export async function readValue({ manager, members }: ShopDesk): Promise<void> {
  const { customerId } = one(members);
  const value: Json = await manager.send("GET", `/customers/${customerId}/value`, 200);
  must(value.customerId === customerId, "a customer's value is of the one that was asked for");
}

export async function reportMemberships({ manager }: ShopDesk): Promise<void> {
  const body: Json = await manager.send("GET", "/reports/memberships", 200);
  must(body.scope === "all" && body.rows.length > 0, "the report on memberships is of the whole company");
}

export async function reportValue({ manager }: ShopDesk): Promise<void> {
  const { items }: Json = await manager.send("GET", `/reports/customer-value?limit=${PAGE}`, 200);
  const revenues = items.map(({ revenue }: Json) => revenue.amount);
  must(
    revenues.every((revenue: number, at: number) => at === 0 || revenue <= revenues[at - 1]),
    "customers come by their revenue, the most first",
  );
}
