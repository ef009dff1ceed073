import { afterAll, describe, expect, it } from "vitest";
import { dateIn, dayIn } from "../../lib/time/zone.ts";
import type { Json } from "../makers/client.ts";
import { company, hire, type Staff } from "../makers/company.ts";
import { created, fresh, opportunity } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const people = await company(product);
afterAll(product.stop);

const hours = (from: Date, count: number) =>
  new Date(Math.round(from.getTime() / 60_000 + count * 60) * 60_000);
const subjects = async ({ email }: Staff) =>
  (await product.mails())
    .filter(({ destination }) => destination.to.some((to) => to.includes(email)))
    .map(({ subject }) => subject);
const someone = () => hire(product, { departmentId: people.departments.east.id });
const task = async (person: Staff, body: Json = {}) => {
  const made = await created(product.as(person), "/tasks", { title: fresh("整理报价"), ...body });
  await product.drain();
  return made;
};
const ids = (items: Json[]) => items.map(({ id }) => id);

describe("a person's tasks", () => {
  it.skipIf(product.deployed)(
    "are listed by day of the company's calendar, the earliest due first, each list in one call",
    async () => {
      const person = await someone();
      const { until } = dayIn(dateIn(product.now(), "Asia/Shanghai"), "Asia/Shanghai");
      const [late, undated, early, tomorrow] = [
        await task(person, { dueAt: new Date(until.getTime() - 1).toISOString() }),
        await task(person),
        await task(person, { dueAt: hours(product.now(), 0.1).toISOString() }),
        await task(person, { dueAt: until.toISOString() }),
      ];
      const list = async (query: string) => {
        const answer = await product.as(person).get(`/me/tasks${query}`);
        expect([answer.status, answer.calls]).toEqual([200, 1]);
        return ids(answer.body.items);
      };
      expect(await list("")).toEqual(ids([early, late, tomorrow, undated]));
      expect(await list("?status=open&due=today")).toEqual(ids([early, late]));
      expect(await list("?due=overdue")).toEqual([]);
      await product.cloud.moveClock(hours(product.now(), 0.2));
      expect(await list("?due=overdue")).toEqual(ids([early]));
      expect(await list("?status=done")).toEqual([]);
      expect((await product.as(person).get("/me/tasks?due=soon")).status).toBe(400);
      expect(ids(await product.as(person).all("/me/tasks", 1))).toEqual(
        ids([early, late, tomorrow, undated]),
      );
      expect(ids(await product.as(people.colleague).all("/me/tasks"))).toEqual([]);
    },
  );

  it("are completed with a result, or cancelled, once", async () => {
    const person = await someone();
    const [one, other] = [await task(person), await task(person)];
    const done = await product.as(person).post(`/tasks/${one.id}/complete`, { result: "已发送" });
    expect([done.status, done.calls]).toEqual([200, 2]);
    expect(done.body).toMatchObject({ status: "done", result: "已发送", completedAt: expect.any(String) });
    const cancelled = await product.as(person).post(`/tasks/${other.id}/cancel`, { reason: "不需要了" });
    expect(cancelled.body).toMatchObject({ status: "cancelled", cancelReason: "不需要了" });
    for (const [id, sentence] of [
      [one.id, "the task is done already"],
      [other.id, "the task was cancelled"],
    ] as const) {
      for (const [method, sub, body] of [
        ["POST", "/complete", {}],
        ["POST", "/cancel", {}],
        ["PATCH", "", { title: "x" }],
      ] as const) {
        const refused = await product.as(person).send(method, `/tasks/${id}${sub}`, body);
        expect([refused.status, refused.body.detail]).toEqual([409, sentence]);
      }
    }
    expect(ids(await product.as(person).all("/me/tasks?status=done"))).toEqual([one.id]);
  });
});

describe.skipIf(product.deployed)("a task's reminder", () => {
  it("fires once at its time, then it is overdue for the handler, and of others' business for the manager", async () => {
    const manager = await hire(product, {
      roles: ["sales-manager"],
      departmentId: people.departments.sales.id,
    });
    const person = await hire(product, { departmentId: people.departments.east.id, managerId: manager.id });
    const deal = await opportunity(product.as(person));
    const dueAt = hours(product.now(), 10);
    const own = await task(person, { title: "自己的事", dueAt: dueAt.toISOString() });
    const business = await task(person, {
      title: "准备样品",
      opportunityId: deal.id,
      dueAt: dueAt.toISOString(),
      remindAt: hours(dueAt, -2).toISOString(),
    });
    expect(business).toMatchObject({ origin: "opportunity", customerId: deal.customerId });
    await product.cloud.moveClock(hours(dueAt, -2));
    expect(await subjects(person)).toEqual(["待办提醒：准备样品"]);
    await product.cloud.moveClock(dueAt);
    expect(await subjects(person)).toEqual(["待办提醒：准备样品", "待办提醒：自己的事"]);
    await product.cloud.moveClock(hours(dueAt, 24));
    expect((await subjects(person)).slice(2).toSorted()).toEqual(
      ["待办已逾期：准备样品", "待办已逾期：自己的事"].toSorted(),
    );
    await product.cloud.moveClock(hours(dueAt, 49));
    expect(await subjects(manager)).toEqual([`${person.name}的待办已逾期：准备样品`]);
    expect(await subjects(person)).toHaveLength(4);
    for (const { id } of [own, business]) await product.as(person).post(`/tasks/${id}/complete`, {});
    await product.drain();
  });

  it("fires at its new time only once it was moved, never when the task is done, and reaches its new handler", async () => {
    const [person, other] = [await someone(), await someone()];
    const dueAt = hours(product.now(), 3);
    const moved = await task(person, { dueAt: dueAt.toISOString() });
    const done = await task(person, { dueAt: dueAt.toISOString() });
    const given = await task(person, { dueAt: dueAt.toISOString() });
    const later = hours(dueAt, 2);
    const patched = await product.as(person).patch(`/tasks/${moved.id}`, { dueAt: later.toISOString() });
    expect([patched.status, patched.calls]).toEqual([200, 2]);
    await product.as(person).post(`/tasks/${done.id}/complete`, {});
    const reassigned = await product
      .as(people.manager)
      .post(`/tasks/${given.id}/reassign`, { handlerId: other.id });
    expect(reassigned.status).toBe(200);
    await product.cloud.moveClock(dueAt);
    expect(await subjects(person)).toEqual([]);
    expect(await subjects(other)).toEqual([`待办提醒：${given.title}`]);
    await product.cloud.moveClock(later);
    expect(await subjects(person)).toEqual([`待办提醒：${moved.title}`]);
    expect(ids(await product.as(other).all("/me/tasks"))).toEqual([given.id]);
  });

  it("speaks the language of whoever it reminds", async () => {
    const english = await hire(product, { departmentId: people.departments.east.id, language: "en" });
    const taiwanese = await hire(product, { departmentId: people.departments.east.id, language: "zh-TW" });
    const dueAt = hours(product.now(), 1).toISOString();
    await task(english, { title: "Send samples", dueAt });
    await task(taiwanese, { title: "寄樣品", dueAt });
    await product.cloud.moveClock(new Date(dueAt));
    expect(await subjects(english)).toEqual(["To do: Send samples"]);
    expect(await subjects(taiwanese)).toEqual(["待辦提醒：寄樣品"]);
  });
});

describe("creating a task", () => {
  it("refuses dates that make no sense and people who could not work with it", async () => {
    const person = await someone();
    const past = "2020-01-01T00:00:00Z";
    const [soon, later] = [hours(product.now(), 1).toISOString(), hours(product.now(), 2).toISOString()];
    for (const [body, sentence, pointer] of [
      [{ dueAt: past }, "a task is due in the future", "/dueAt"],
      [{ remindAt: past }, "a reminder is set for the future", "/remindAt"],
      [{ dueAt: soon, remindAt: later }, "a reminder comes no later than the task is due", "/remindAt"],
    ] as const) {
      const refused = await product.as(person).post("/tasks", { title: "x", ...body });
      expect([refused.status, refused.body.detail, refused.body.errors[0].pointer]).toEqual([
        422,
        sentence,
        pointer,
      ]);
    }
    const viewer = await hire(product, { roles: ["viewer"], departmentId: people.departments.east.id });
    const unable = await product.as(people.manager).post("/tasks", { title: "x", handlerId: viewer.id });
    expect([unable.status, unable.body.detail]).toEqual([422, "the person lacks task:read and task:update"]);
    const notMine = await product.as(person).post("/tasks", { title: "x", handlerId: people.colleague.id });
    expect(notMine.status).toBe(403);
    const { id: strange } = await opportunity(product.as(people.southerner));
    expect((await product.as(person).post("/tasks", { title: "x", opportunityId: strange })).status).toBe(
      404,
    );
    expect((await product.as(person).post("/tasks", { title: "", priority: "soon" })).status).toBe(400);
  });

  it("by a manager for a colleague about a customer, stands in both their lists", async () => {
    const person = await someone();
    const customer = await created(product.as(person), "/customers", { name: fresh("客户") });
    const made = await product
      .as(people.manager)
      .post("/tasks", { title: "拜访", handlerId: person.id, customerId: customer.id });
    expect([made.status, made.calls]).toEqual([201, 2]);
    expect(made.body).toMatchObject({
      origin: "customer",
      customerName: customer.name,
      handlerId: person.id,
    });
    expect(ids(await product.as(person).all("/me/tasks"))).toEqual([made.body.id]);
    expect(ids(await product.as(people.manager).all(`/tasks?customerId=${customer.id}`))).toEqual([
      made.body.id,
    ]);
    expect(ids(await product.as(people.southerner).all(`/tasks?customerId=${customer.id}`))).toEqual([]);
    expect((await product.as(people.southerner).get(`/tasks/${made.body.id}`)).status).toBe(404);
  });

  it("is found by its opportunity and by its handler, and by nobody who may not read it", async () => {
    const person = await someone();
    const deal = await opportunity(product.as(person));
    const about = await created(product.as(person), "/tasks", { title: "报价", opportunityId: deal.id });
    const other = await created(product.as(person), "/tasks", { title: "周报" });
    const found = async (caller: typeof person, filter: string) =>
      ids(await product.as(caller).all(`/tasks?${filter}`));
    expect(await found(person, `opportunityId=${deal.id}`)).toEqual([about.id]);
    expect(await found(people.manager, `opportunityId=${deal.id}&status=done`)).toEqual([]);
    expect(await found(people.manager, `handlerId=${person.id}`)).toEqual([other.id, about.id]);
    expect(await found(people.southerner, `opportunityId=${deal.id}`)).toEqual([]);
    expect(await found(people.southerner, `handlerId=${person.id}`)).toEqual([]);
  });
});
