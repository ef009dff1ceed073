import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { company } from "../makers/company.ts";
import { created, opportunity } from "../makers/deal.ts";
import { type Product, startProduct } from "../makers/product.ts";

/** When even a busy machine has sent the mail, in milliseconds. */
const LATEST = 45_000;

let product: Product;
let people: Awaited<ReturnType<typeof company>>;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
});
afterAll(() => product.stop());

it("a follow-up is scheduled, comes due by the clock on the wall, and is one task and one mail", async () => {
  const { salesperson } = people;
  const seller = product.as(salesperson);
  const deal = await opportunity(seller);
  const planned = { method: "phone", content: "确认新样本是否收到" };
  const soon = new Date(Date.now() + 6_000).toISOString();
  await created(seller, `/opportunities/${deal.id}/follow-ups`, { ...planned, plannedAt: soon });
  const cancelled = await created(seller, `/opportunities/${deal.id}/follow-ups`, {
    ...planned,
    plannedAt: new Date(Date.now() + 8_000).toISOString(),
  });
  expect((await seller.post(`/follow-ups/${cancelled.id}/cancel`, {})).status).toBe(200);

  const mine = async () =>
    (await product.mails()).filter(({ destination }) =>
      destination.to.some((to) => to.includes(salesperson.email)),
    );
  const deadline = Date.now() + LATEST;
  while ((await mine()).length === 0 && Date.now() < deadline) await wait(500);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(soon));
  // The cancelled one had its time, too.
  await wait(6_000);
  const mails = await mine();
  expect(mails).toHaveLength(1);
  expect(mails[0]?.body.html).toContain("确认新样本是否收到");
  expect(mails[0]?.body.text).toContain("确认新样本是否收到");
  expect(await seller.all("/me/tasks?status=open")).toHaveLength(1);
}, 120_000);
