import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLOSING_NOTES } from "../../lib/service-requests/closing.ts";
import { addMonths } from "../../lib/time/calendar.ts";
import { address, cared, dayIn, mailsTo, solarBirthday, switchedOn, timeIn } from "../makers/care.ts";
import type { Json } from "../makers/client.ts";
import { hire } from "../makers/company.ts";
import { created, fresh, opportunity, yuan } from "../makers/deal.ts";
import { member, moved } from "../makers/member.ts";
import { type Product, startProduct } from "../makers/product.ts";
import { requestInWork, serviceCompany } from "../makers/service.ts";
import { deployment } from "./deployment.ts";
import { atItsHour, bringForward } from "./scheduled.ts";
import { calledBy } from "./stage.ts";

let product: Product;
let people: Awaited<ReturnType<typeof serviceCompany>>;

beforeAll(async () => {
  product = await startProduct();
  people = await serviceCompany(product);
  await restrain({});
});
afterAll(() => product.stop());

const admin = () => product.as(people.admin);
const careOf = ({ id }: Json) => admin().all(`/care-mails?customerId=${id}`);
const subjectsTo = async (email: string) => (await mailsTo(product, email)).map(({ subject }) => subject);

/** How customers are spared from now on. */
async function restrain(quiet: Json): Promise<void> {
  const { status, body } = await admin().put("/settings/care-restraint", { mostInSevenDays: 5, ...quiet });
  expect(status, JSON.stringify(body)).toBe(200);
  await product.settled();
}

describe("the sweep of a morning", () => {
  it("greets on a birthday, once, and lets its owner's tasks and the mail's state be read", async () => {
    const birthday = { birthday: solarBirthday(dayIn(product, 0)) };
    const { customer, email } = await cared(product.as(people.salesperson), birthday, { keyAccount: true });
    await switchedOn(admin(), "birthday", { sendAt: "00:00" });
    await product.drain();
    await atItsHour("care-sweep");
    await atItsHour("care-sweep");
    expect(await subjectsTo(email)).toHaveLength(1);
    expect(await careOf(customer)).toMatchObject([{ status: "sent" }]);
    const tasks = await product.as(people.salesperson).all("/me/tasks?status=open");
    expect(tasks.filter(({ customerId }: Json) => customerId === customer.id)).toHaveLength(1);
    // Who is entered later on the day is greeted, too.
    const late = await cared(product.as(people.salesperson), birthday);
    await product.drain();
    expect(await subjectsTo(late.email)).toHaveLength(1);
  }, 180_000);

  it("writes to nobody who withdraws their consent while the mail waits", async () => {
    const hour = (later: number) =>
      new Date(Date.now() + (8 + later) * 3_600_000).toISOString().slice(11, 16);
    await restrain({ quietHours: { from: hour(-1), until: hour(3) } });
    const { customer, contact, email } = await cared(admin());
    const today = dayIn(product, 0);
    const joinedOn = `${Number(today.slice(0, 4)) - 2}${today.slice(4)}`;
    await created(admin(), "/memberships", { customerId: customer.id, joinedOn });
    await switchedOn(admin(), "membership-anniversary", { sendAt: "00:00" });
    await product.drain();
    await atItsHour("care-sweep");
    expect(await careOf(customer)).toMatchObject([{ status: "queued" }]);
    const path = `/customers/${customer.id}/contacts/${contact.id}`;
    expect((await admin().patch(path, { careMails: { consent: false } })).status).toBe(200);
    await product.drain();
    expect(await careOf(customer)).toMatchObject([{ status: "cancelled" }]);
    expect(await subjectsTo(email)).toEqual([]);
    await restrain({});
  }, 180_000);
});

it("a campaign goes out at its time, and says which mails were sent", async () => {
  const marketing = product.as(await hire(product, { name: "何推广", roles: ["marketing"] }));
  const tag = fresh("回馈");
  const email = address();
  await created(product.as(people.salesperson), "/customers", {
    name: fresh("会员"),
    kind: "person",
    tags: [tag],
    careMails: { consent: true },
    email,
  });
  const { id: segmentId } = await created(marketing, "/segments", { name: tag, conditions: { tags: [tag] } });
  const { id } = await created(marketing, "/campaigns", {
    name: fresh("年末回馈"),
    segmentId,
    words: { headline: "老客户专享", offer: "热泵九折", code: "WARM10", until: dayIn(product, 20) },
    link: "https://www.example.cn/winter",
  });
  await created(marketing, `/campaigns/${id}/schedule`, {});
  const read = async () => (await marketing.get(`/campaigns/${id}`)).body.status;
  await expect.poll(read, { timeout: 170_000, interval: 500 }).toBe("done");
  await product.drain();
  expect(await subjectsTo(email)).toHaveLength(1);
  const results = await marketing.get(`/campaigns/${id}/results`);
  expect(results.body).toMatchObject({ mails: { queued: 1, sent: 1 } });
  // Whose schedule was lost it would go on with; none was.
  await atItsHour("sweep-campaigns");
  expect(await calledBy(`guanxi-${deployment().stage}-sweep-campaigns`)).toContain("dynamodb:Query");
  expect(await subjectsTo(email)).toHaveLength(1);
}, 240_000);

it("a member hears of a new tier, and of points before they expire", async () => {
  const rules = { earn: { unit: 100, points: 1, byTier: {} }, worth: { points: 100, amount: 100 } };
  const expiring = await admin().put("/settings/points-rules", { ...rules, validMonths: 2, warnDays: 56 });
  expect(expiring.status, JSON.stringify(expiring.body)).toBe(200);
  await product.settled();
  const shop = product.as(people.agent);
  const email = address();
  // What was earned then expires at the end of this month.
  const then = addMonths(dayIn(product, 0).slice(0, 7), -2);
  const one = await member(admin(), { email, joinedOn: `${then}-01` });
  await moved(shop, one, "spends", { amount: yuan(20_000), at: `${then}-02T04:00:00.000Z` });
  await product.drain();
  const congratulated = await subjectsTo(email);
  expect(congratulated).toHaveLength(1);
  await atItsHour("sweep-points");
  await atItsHour("sweep-points");
  const warned = await subjectsTo(email);
  expect(warned).toHaveLength(2);
  expect(warned[1]).not.toBe(congratulated[0]);
}, 180_000);

it("customers are valued at night", async () => {
  const deal = await opportunity(product.as(people.salesperson), { amount: yuan(900) });
  await created(product.as(people.manager), `/opportunities/${deal.id}/win`, {});
  const asleep = await opportunity(product.as(people.salesperson), {
    amount: yuan(70),
    startedOn: dayIn(product, -301),
  });
  const wonAt = timeIn(product, -300, "10:00").toISOString();
  await created(product.as(people.manager), `/opportunities/${asleep.id}/win`, { wonAt });
  await product.drain();
  await atItsHour("value-nightly");
  const worthOf = async ({ customerId }: Json) => (await admin().get(`/customers/${customerId}/value`)).body;
  expect(await worthOf(deal)).toMatchObject({ class: expect.any(String), dormant: false });
  expect(await worthOf(asleep)).toMatchObject({ dormant: true });
}, 180_000);

it("a request whose customer does not answer is closed at its time", async () => {
  const technician = product.as(people.technician);
  const { id: customerId } = await created(admin(), "/customers", { name: fresh("客户"), email: address() });
  const { id } = await requestInWork(product.as(people.agent), technician, people.technician, { customerId });
  await created(technician, `/service-requests/${id}/resolve`, { resolution: "已修复" });
  await product.drain();
  const read = async () => (await admin().get(`/service-requests/${id}`)).body;
  expect(await read()).toMatchObject({ status: "surveyed", closesAt: expect.any(String) });
  await bringForward(`${id}.closing`);
  const closed = await read();
  expect(closed).toMatchObject({ status: "closed" });
  expect(closed.steps.at(-1)).toMatchObject({ step: "closed", note: CLOSING_NOTES.unanswered });
}, 180_000);

it("stock is taken of what no event tells of", async () => {
  await atItsHour("take-stock");
  const called = await calledBy(`guanxi-${deployment().stage}-take-stock`);
  expect(called).toEqual(expect.arrayContaining(["dynamodb:Query", "dynamodb:BatchGetItem"]));
}, 120_000);
