import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Mail } from "../../infra/local/mailbox.ts";
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

/** Somebody's mails, once there is one. */
async function mailsTo(email: string): Promise<readonly Mail[]> {
  const deadline = Date.now() + LATEST;
  while (Date.now() < deadline) {
    const theirs = (await product.mails()).filter(({ destination }) =>
      destination.to.some((to) => to.includes(email)),
    );
    if (theirs.length > 0) return theirs;
    await wait(500);
  }
  return [];
}

it("a task is remembered at its time, by one mail", async () => {
  const { colleague } = people;
  const remindAt = new Date(Date.now() + 6_000).toISOString();
  await created(product.as(colleague), "/tasks", { title: "整理报价", remindAt });
  const [mail, ...others] = await mailsTo(colleague.email);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(remindAt));
  expect([mail?.subject, others]).toEqual(["待办提醒：整理报价", []]);
}, 120_000);

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

  await mailsTo(salesperson.email);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(soon));
  // The cancelled one had its time, too.
  await wait(6_000);
  await product.drain();
  const mails = await mailsTo(salesperson.email);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.body.html).toContain("确认新样本是否收到");
  expect(mails[0]?.body.text).toContain("确认新样本是否收到");
  expect(await seller.all("/me/tasks?status=open")).toHaveLength(1);
}, 120_000);
