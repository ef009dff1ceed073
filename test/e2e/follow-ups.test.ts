import { afterAll, describe, expect, it } from "vitest";
import { opportunities } from "../../lib/opportunities/opportunity.ts";
import { commit } from "../../lib/table/commit.ts";
import { get } from "../../lib/table/read.ts";
import { nextVersion } from "../../lib/table/record.ts";
import { put } from "../../lib/table/write.ts";
import { addDays, dateIn, instantIn } from "../../lib/time/zone.ts";
import type { Json } from "../makers/client.ts";
import { company, hire, type Staff } from "../makers/company.ts";
import { created, fresh, opportunity, yuan } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const people = await company(product);
afterAll(product.stop);

/** An instant some days from now by the clock of Shanghai. */
const shanghai = (days: number, time: string) =>
  instantIn(addDays(dateIn(product.now(), "Asia/Shanghai"), days), time, "Asia/Shanghai");
/** Whole minutes: schedules know no fractions of a second. */
const hours = (from: Date, count: number) =>
  new Date(Math.round(from.getTime() / 60_000 + count * 60) * 60_000);
const CLOSED = "a closed opportunity takes no follow-ups";
const mailsTo = async ({ email }: Staff) =>
  (await product.mails()).filter(({ destination }) => destination.to.some((to) => to.includes(email)));
const openTasks = (person: Staff) => product.as(person).all("/me/tasks?status=open");

/** Somebody whose mailbox and to-do are empty. */
const someone = () => hire(product, { departmentId: people.departments.east.id });

async function planned(person: Staff, at: Date, more: Json = {}) {
  const deal = await opportunity(product.as(person));
  const body = { method: "phone", plannedAt: at.toISOString(), content: "确认新样本是否收到", ...more };
  const record = await created(product.as(person), `/opportunities/${deal.id}/follow-ups`, body);
  await product.drain();
  return { deal, record, path: `/follow-ups/${record.id}` };
}

/** The clock of a deployed product cannot be moved. */
const withClock = describe.skipIf(product.deployed);

withClock("a follow-up that comes due", () => {
  it("planned with its opportunity for tomorrow 10:00 in Shanghai, is one task and one Chinese mail at that instant", async () => {
    const person = await someone();
    const name = fresh("苏州恒温设备有限公司");
    const at = shanghai(1, "10:00");
    const deal = await created(product.as(person), "/opportunities", {
      name: "恒温车间改造",
      amount: yuan(80_000),
      customer: { name },
      followUp: {
        method: "phone",
        plannedAt: at.toISOString(),
        content: "确认新样本是否收到,\n约方案评审时间",
        contactName: "张三",
      },
    });
    const [record] = await product.as(person).all(`/opportunities/${deal.id}/follow-ups`);
    expect(record).toMatchObject({ status: "planned", handlerId: person.id, plannedAt: at.toISOString() });

    await product.cloud.moveClock(new Date(at.getTime() - 1_000));
    expect(await openTasks(person)).toEqual([]);
    expect(await mailsTo(person)).toEqual([]);

    const fired = await product.cloud.moveClock(at);
    expect(fired).toContainEqual(
      expect.objectContaining({ function: "follow-up-due", dueAt: at.toISOString() }),
    );
    const [task, ...others] = await openTasks(person);
    expect(others).toEqual([]);
    expect(task).toMatchObject({
      origin: "follow-up",
      followUpId: record.id,
      opportunityId: deal.id,
      title: `电话跟进：${name}`,
      dueAt: at.toISOString(),
    });
    const [mail, ...more] = await mailsTo(person);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe(`跟进提醒：电话跟进「${name}」`);
    const when = `${dateIn(at, "Asia/Shanghai")} 10:00 (Asia/Shanghai)`;
    const link = `${product.url}/follow-ups/${record.id}`;
    for (const part of [mail?.body.html?.replaceAll("&#x2F;", "/"), mail?.body.text]) {
      for (const said of [
        name,
        "恒温车间改造",
        deal.number,
        "张三",
        "约方案评审时间",
        when,
        person.name,
        link,
      ])
        expect(part).toContain(said);
    }
    expect(mail?.body.html).toMatch(/^<!doctype html>/);

    await product.cloud.moveClock(hours(at, 20));
    expect(await openTasks(person)).toHaveLength(1);
    expect(await mailsTo(person)).toHaveLength(1);
  });

  it("never fires at its old time once it was moved, and fires at the new one", async () => {
    const person = await someone();
    const at = hours(product.now(), 5);
    const later = hours(at, 3);
    const { path } = await planned(person, at);
    const moved = await product.as(person).post(`${path}/reschedule`, { plannedAt: later.toISOString() });
    expect([moved.status, moved.calls, moved.body.plannedAt]).toEqual([200, 2, later.toISOString()]);
    await product.cloud.moveClock(hours(at, 1));
    expect(await openTasks(person)).toEqual([]);
    expect(await mailsTo(person)).toEqual([]);
    await product.cloud.moveClock(later);
    expect(await openTasks(person)).toHaveLength(1);
    expect(await mailsTo(person)).toHaveLength(1);
  });

  it("never fires once it was cancelled, or its opportunity lost", async () => {
    const person = await someone();
    const at = hours(product.now(), 5);
    const { path } = await planned(person, at);
    const lost = await planned(person, at);
    const cancelled = await product.as(person).post(`${path}/cancel`, { reason: "客户提前来电" });
    expect(cancelled.body).toMatchObject({ status: "cancelled", cancelReason: "客户提前来电" });
    const lose = await product.as(person).post(`/opportunities/${lost.deal.id}/lose`, { reason: "price" });
    expect(lose.status).toBe(200);
    await product.cloud.moveClock(hours(at, 60));
    expect(await openTasks(person)).toEqual([]);
    expect(await mailsTo(person)).toEqual([]);

    // Taken up again, what was missed is due at once.
    const reopened = await product
      .as(people.manager)
      .post(`/opportunities/${lost.deal.id}/reopen`, { reason: "预算批下来了" });
    expect(reopened.status).toBe(200);
    await product.drain();
    await product.cloud.moveClock(new Date(product.now().getTime() + 10_000));
    expect(await openTasks(person)).toMatchObject([{ followUpId: lost.record.id }]);
  });

  it("moved after it fired, takes its task back and fires again", async () => {
    const person = await someone();
    const at = hours(product.now(), 1);
    const { path } = await planned(person, at);
    await product.cloud.moveClock(at);
    const [first] = await openTasks(person);
    const later = hours(at, 2);
    await product.as(person).post(`${path}/reschedule`, { plannedAt: later.toISOString() });
    expect(await openTasks(person)).toEqual([]);
    expect((await product.as(person).get(`/tasks/${first.id}`)).body).toMatchObject({
      status: "cancelled",
      cancelReason: "the follow-up was planned for another time",
    });
    await product.drain();
    await product.cloud.moveClock(later);
    const [second] = await openTasks(person);
    expect(second.id).not.toBe(first.id);
    expect(await mailsTo(person)).toHaveLength(2);
  });

  it("given to somebody else, comes due for them alone, at once when its time has come", async () => {
    const [person, other] = [await someone(), await someone()];
    const at = hours(product.now(), 1);
    const { path, deal } = await planned(person, at);
    await product.cloud.moveClock(at);
    const refused = await product.as(people.manager).post(`${path}/reassign`, { handlerId: other.id });
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      422,
      "not-assignable",
      "the handler of a follow-up must be able to read its opportunity: make them a collaborator first",
    ]);
    await product.as(person).patch(`/opportunities/${deal.id}`, { collaboratorIds: [other.id] });
    const given = await product.as(people.manager).post(`${path}/reassign`, { handlerId: other.id });
    expect([given.status, given.calls]).toEqual([200, 3]);
    await product.drain();
    await product.cloud.moveClock(new Date(product.now().getTime() + 10_000));
    expect(await openTasks(person)).toEqual([]);
    expect(await openTasks(other)).toHaveLength(1);
    expect(await mailsTo(other)).toHaveLength(1);
    expect(await mailsTo(person)).toHaveLength(1);
    const viewer = await hire(product, { roles: ["viewer"], departmentId: people.departments.east.id });
    const cannot = await product.as(people.manager).post(`${path}/reassign`, { handlerId: viewer.id });
    expect([cannot.status, cannot.body.detail]).toEqual([
      422,
      "the person lacks follow-up:read and follow-up:update",
    ]);
    expect((await product.as(person).post(`${path}/reassign`, { handlerId: other.id })).status).toBe(403);
  });
});

withClock("the follow-ups of an opportunity with a new owner", () => {
  it("come due to whoever owns it now, unless somebody else handles them", async () => {
    const [person, heir, helper] = [await someone(), await someone(), await someone()];
    const at = hours(product.now(), 4);
    const { deal, record } = await planned(person, at);
    await product.as(person).patch(`/opportunities/${deal.id}`, { collaboratorIds: [helper.id] });
    const path = `/opportunities/${deal.id}`;
    const others = await created(product.as(people.manager), `${path}/follow-ups`, {
      method: "visit",
      plannedAt: at.toISOString(),
      content: "协助拜访",
      handlerId: helper.id,
    });
    const assigned = await product.as(people.manager).post(`${path}/assign`, { ownerId: heir.id });
    expect(assigned.status).toBe(200);
    await product.cloud.moveClock(at);
    expect(await openTasks(person)).toEqual([]);
    expect(await mailsTo(person)).toEqual([]);
    expect(await openTasks(heir)).toMatchObject([{ followUpId: record.id }]);
    expect(await mailsTo(heir)).toHaveLength(1);
    expect(await openTasks(helper)).toMatchObject([{ followUpId: others.id }]);
  });
});

withClock("an overdue follow-up", () => {
  it("warns its handler after a day, the manager after two, and leaves both in peace once completed", async () => {
    const manager = await hire(product, {
      roles: ["sales-manager"],
      departmentId: people.departments.sales.id,
    });
    const person = await hire(product, { departmentId: people.departments.east.id, managerId: manager.id });
    const at = hours(product.now(), 2);
    const { path, record } = await planned(person, at);
    await product.cloud.moveClock(hours(at, 23.9));
    expect(await mailsTo(person)).toHaveLength(1);
    await product.cloud.moveClock(hours(at, 24));
    expect((await mailsTo(person)).map(({ subject }) => subject.slice(0, 6))).toEqual([
      expect.stringContaining("跟进提醒"),
      expect.stringContaining("跟进已逾期"),
    ]);
    expect(await mailsTo(manager)).toEqual([]);
    await product.cloud.moveClock(hours(at, 48));
    expect(await mailsTo(person)).toHaveLength(2);
    const [warning, ...more] = await mailsTo(manager);
    expect(more).toEqual([]);
    expect(warning?.subject).toContain(`${person.name}的跟进已逾期`);
    expect(await openTasks(manager)).toMatchObject([{ followUpId: record.id, origin: "opportunity" }]);
    await product.cloud.moveClock(hours(at, 60));
    expect(await mailsTo(manager)).toHaveLength(1);

    const done = await product
      .as(person)
      .post(`${path}/complete`, { outcome: "已联系上", noNextReason: "客户主动来电" });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    expect(await openTasks(person)).toEqual([]);
    expect(await openTasks(manager)).toEqual([]);
  });

  it("goes up the tree to the nearest head when the handler has no manager", async () => {
    const lead = await hire(product, {
      roles: ["salesperson"],
      departmentId: people.departments.south.id,
    });
    const at = hours(product.now(), 1);
    await planned(lead, at);
    await product.cloud.moveClock(hours(at, 49));
    const warnings = (await mailsTo(people.manager)).filter(({ subject }) => subject.startsWith(lead.name));
    expect(warnings.map(({ subject }) => subject)).toEqual([expect.stringContaining("的跟进已逾期")]);
  });
});

describe("completing a follow-up", () => {
  const outcome = "客户认可方案";

  it("plans the next one or says why none", async () => {
    const person = await someone();
    const { path } = await planned(person, hours(product.now(), 5));
    const next = { method: "visit", plannedAt: hours(product.now(), 50).toISOString(), content: "送样" };
    for (const [body, sentence] of [
      [{ outcome }, "completing a follow-up plans the next one or says why there is none"],
      [
        { outcome, next, noNextReason: "x" },
        "a completed follow-up has a next one or a reason why there is none, not both",
      ],
      [
        { outcome, next: { ...next, plannedAt: "2020-01-01T00:00:00Z" } },
        "a follow-up is planned for the future",
      ],
      [{ outcome, next, stage: "nowhere" }, expect.stringContaining("the pipeline has no stage nowhere")],
    ] as const) {
      const refused = await product.as(person).post(`${path}/complete`, body);
      expect([refused.status, refused.body.detail]).toEqual([422, sentence]);
    }
    expect((await product.as(person).get(path)).body).toMatchObject({ status: "planned", version: 1 });
  });

  it.skipIf(product.deployed)(
    "changes stage, attitude and task together, and the next one fires at its own time",
    async () => {
      const person = await someone();
      const at = hours(product.now(), 1);
      const { path, deal } = await planned(person, at);
      await product.cloud.moveClock(at);
      const [task] = await openTasks(person);
      const nextAt = hours(at, 30);
      const done = await product.as(person).post(`${path}/complete`, {
        outcome,
        attitude: 4,
        stage: "proposal",
        next: { method: "proposal-review", plannedAt: nextAt.toISOString(), content: "评审报价" },
      });
      expect([done.status, done.calls]).toEqual([200, 3]);
      expect(done.body).toMatchObject({ status: "completed", outcome, attitude: 4, stage: "proposal" });
      const after = (await product.as(person).get(`/opportunities/${deal.id}`)).body;
      expect(after).toMatchObject({ stage: "proposal", customerAttitude: 4, probability: 4000 });
      expect(after.stages.map(({ stage }: Json) => stage)).toEqual(["prospecting", "proposal"]);
      expect(after.followedUpAt).toBe(done.body.completedAt);
      expect((await product.as(person).get(`/tasks/${task.id}`)).body).toMatchObject({
        status: "done",
        result: outcome,
      });
      const next = (await product.as(person).get(`/follow-ups/${done.body.nextId}`)).body;
      expect(next).toMatchObject({
        status: "planned",
        handlerId: person.id,
        plannedAt: nextAt.toISOString(),
      });
      await product.cloud.moveClock(hours(at, 29));
      expect(await mailsTo(person)).toHaveLength(1);
      await product.cloud.moveClock(nextAt);
      expect(await openTasks(person)).toMatchObject([{ followUpId: next.id }]);

      for (const [action, body] of [
        ["complete", { outcome, noNextReason: "x" }],
        ["reschedule", { plannedAt: hours(nextAt, 9).toISOString() }],
        ["cancel", {}],
      ] as const) {
        const again = await product.as(person).post(`${path}/${action}`, body);
        expect([again.status, again.body.detail]).toEqual([409, "the follow-up is completed already"]);
      }
      await product.drain();
      const { items } = (await product.as(person).get(`${path}/history`)).body;
      expect(items.map(({ by }: Json) => by)).toEqual([person.id, "system", person.id]);
      expect(
        (await product.as(person).get("/follow-ups?status=completed")).body.items.map(({ id }: Json) => id),
      ).toEqual([done.body.id]);
    },
  );

  it.skipIf(product.deployed)("its task cannot be completed without it", async () => {
    const person = await someone();
    const at = hours(product.now(), 1);
    await planned(person, at);
    await product.cloud.moveClock(at);
    const [task] = await openTasks(person);
    const refused = await product.as(person).post(`/tasks/${task.id}/complete`, { result: "x" });
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      "the task of a follow-up is completed, moved, reassigned or cancelled with its follow-up",
    ]);
  });

  it("a stale version is refused, the same key gives the same answer", async () => {
    const person = await someone();
    const { path } = await planned(person, hours(product.now(), 5));
    const body = { outcome, noNextReason: "已成交" };
    const stale = await product.as(person).post(`${path}/complete`, body, { "if-match": '"7"' });
    expect(stale.status).toBe(412);
    const key = { "idempotency-key": fresh("key").replaceAll(" ", "-") };
    const first = await product.as(person).post(`${path}/complete`, body, key);
    const second = await product.as(person).post(`${path}/complete`, body, key);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
  });
});

describe("planning a follow-up", () => {
  it("is refused for the past, for strangers, and on a closed opportunity", async () => {
    const person = await someone();
    const deal = await opportunity(product.as(person));
    const path = `/opportunities/${deal.id}/follow-ups`;
    const body = { method: "care", plannedAt: hours(product.now(), 1).toISOString(), content: "问候" };
    const past = await product.as(person).post(path, { ...body, plannedAt: "2020-01-01T10:00:00+08:00" });
    expect([past.status, past.body.detail, past.body.errors[0].pointer]).toEqual([
      422,
      "a follow-up is planned for the future",
      "/plannedAt",
    ]);
    expect((await product.as(people.southerner).post(path, body)).status).toBe(404);
    expect((await product.as(people.finance).post(path, body)).status).toBe(403);
    for (const wrong of [{ method: "fax" }, { plannedAt: "tomorrow" }, { content: "" }, { extra: 1 }])
      expect((await product.as(person).post(path, { ...body, ...wrong })).status).toBe(400);
    const contact = await product
      .as(person)
      .post(path, { ...body, contactId: "con_01JCXW3V7Q8F2M4N6P8R0T2V4X" });
    expect([contact.status, contact.body.code]).toEqual([422, "unknown-reference"]);
    const made = await product.as(person).post(path, body);
    expect([made.status, made.calls]).toEqual([201, 2]);
    expect((await product.as(people.southerner).get(`/follow-ups/${made.body.id}`)).status).toBe(404);
    expect((await product.as(people.manager).get(`/follow-ups/${made.body.id}`)).status).toBe(200);

    const record = await get(opportunities, deal.id);
    const closed = nextVersion(record, { status: "closed" }, { by: "system", now: product.now() });
    await commit({ writes: put(opportunities, closed, record), result: undefined });
    for (const [action, said] of [
      ["complete", { outcome: "x", noNextReason: "x" }],
      ["reschedule", { plannedAt: hours(product.now(), 9).toISOString() }],
    ] as const) {
      const refused = await product.as(person).post(`/follow-ups/${made.body.id}/${action}`, said);
      expect([refused.status, refused.body.detail]).toEqual([409, CLOSED]);
    }
    const another = await product.as(person).post(path, body);
    expect([another.status, another.body.detail]).toEqual([409, CLOSED]);
    expect((await product.as(person).post(`/follow-ups/${made.body.id}/cancel`, {})).status).toBe(200);
  });

  it("is listed for its handler and the departments above, the earliest first", async () => {
    const person = await someone();
    const [late, early] = [hours(product.now(), 9), hours(product.now(), 3)];
    const first = await planned(person, late);
    const second = await planned(person, early);
    const own = await product.as(person).all("/follow-ups");
    expect(own.map(({ id }) => id)).toEqual([second.record.id, first.record.id]);
    const seen = await product.as(people.manager).all("/follow-ups");
    expect(seen.map(({ id }) => id)).toEqual(expect.arrayContaining([second.record.id, first.record.id]));
    expect(seen.map(({ plannedAt }) => plannedAt)).toEqual(seen.map(({ plannedAt }) => plannedAt).toSorted());
    const narrow = await product
      .as(people.admin)
      .all(`/follow-ups?handlerId=${person.id}&until=${late.toISOString()}`);
    expect(narrow.map(({ id }) => id)).toEqual([second.record.id]);
    const strangers = await product.as(people.southerner).all("/follow-ups");
    expect(strangers.filter(({ handlerId }) => handlerId === person.id)).toEqual([]);
  });
});
