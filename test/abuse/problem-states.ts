import type { Json } from "../makers/client.ts";
import { created } from "../makers/deal.ts";
import { marked } from "./bodies.ts";
import type { World } from "./world.ts";

/** The part of an id that no record has. */
export const NEVER = "01JCXW3V7Q8F2M4N6P8R0T2V4X";

const yuan = { amount: 100, currency: "CNY" };

export const percent = { kind: "percent", basisPoints: 100 };

export function planBody(): Json {
  return { name: marked.name("方案"), firstMonth: "2026-01", rules: [{ name: "x", rate: percent }] };
}

/** Records in every state that forbids something. */
export type States = Awaited<ReturnType<typeof statesOf>>;

export async function statesOf(world: World) {
  const admin = world.product.as(world.admin);
  const now = world.product.now();
  const at = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();
  const make = (path: string, body?: Json) => created(admin, path, body);
  const customer = () => make("/customers", { name: marked.name("客户") });
  const [some, other, inactive, busy, full] = await Promise.all([
    customer(),
    customer(),
    customer(),
    customer(),
    customer(),
  ]);
  await make(`/customers/${inactive.id}/deactivate`, { reason: "x" });
  for (let contacts = 0; contacts < 100; contacts += 1)
    await make(`/customers/${full.id}/contacts`, { name: "x" });

  const product = await make("/products", { name: marked.name("热泵"), unitPrice: yuan });
  const withdrawn = await make("/products", { name: marked.name("旧"), unitPrice: yuan, active: false });
  const opportunity = (body: Json = {}) =>
    make("/opportunities", { name: marked.name("商机"), customerId: busy.id, ...body });
  const executing = await opportunity({ number: marked.name("N"), amount: yuan });
  const second = await opportunity();
  const lost = await opportunity();
  await make(`/opportunities/${lost.id}/lose`, { reason: "price" });
  const closed = await opportunity({ lines: [{ productId: product.id, quantity: 1 }] });
  await make(`/opportunities/${closed.id}/win`, {});
  await make(`/opportunities/${closed.id}/close`);

  const followUp = (days: number) =>
    make(`/opportunities/${executing.id}/follow-ups`, {
      method: "phone",
      plannedAt: at(days),
      content: "电话",
    });
  const [open, done] = [await followUp(5), await followUp(5)];
  await make(`/follow-ups/${done.id}/cancel`, {});
  const task = await make("/tasks", { title: "任务", dueAt: at(2) });
  const cancelled = await make("/tasks", { title: "任务" });
  await make(`/tasks/${cancelled.id}/cancel`, {});
  await followUp(0.01);
  await world.product.drain();
  await world.product.cloud.moveClock(new Date(now.getTime() + 1_800_000));
  const fired = (await admin.all("/tasks")).find(({ origin }) => origin === "follow-up");

  const [plan, otherPlan] = [
    await make("/commission-plans", planBody()),
    await make("/commission-plans", planBody()),
  ];
  const columns = { name: "name", price: "unitPrice" };
  const importing = (more: Json = {}) =>
    make("/imports", { resource: "product", name: "x.csv", columns, ...more });
  const [ended, running, partial] = [await importing(), await importing(), await importing({ chunks: 2 })];
  await make(`/imports/${ended.id}/complete`);

  const role = () => make("/roles", { key: `held-${marked.name("").slice(4)}`, name: "x", grants: [] });
  const [held, gone] = [await role(), await role()];
  const user = await world.colleague();
  await admin.patch(`/users/${user.id}`, { roles: ["admin", held.key] });
  const leaver = await make("/users", { name: "x", email: marked.email(), roles: [gone.key] });
  await make(`/users/${leaver.id}/leave`);
  await admin.delete(`/roles/${gone.key}`);

  const nameOf = async (path: string, type: string): Promise<string> =>
    (await admin.get(`${path}/${world.others.colleague[type]}`)).body.name;
  return {
    ...{
      world,
      now,
      at,
      some,
      other,
      inactive,
      busy,
      full,
      product,
      withdrawn,
      executing,
      second,
      lost,
      closed,
    },
    ...{ open, done, task, cancelled, fired, plan, otherPlan, ended, running, partial, held, leaver },
    userId: user.id,
    company: (await admin.get("/settings/company")).body.value,
    taken: {
      partner: await nameOf("/partners", "partner"),
      competitor: await nameOf("/competitors", "competitor"),
      department: await nameOf("/departments", "department"),
    },
  };
}
