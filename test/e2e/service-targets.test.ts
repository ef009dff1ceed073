import { afterAll, describe, expect, it } from "vitest";
import { handler as targetDue } from "../../functions/schedule/service-target-due.lambda.ts";
import { totals } from "../../lib/aggregates/totals.ts";
import { serviceLedger } from "../../lib/service-requests/ledgers.ts";
import { addDays, dateIn, instantIn } from "../../lib/time/zone.ts";
import type { Json } from "../makers/client.ts";
import { hire, type Staff } from "../makers/company.ts";
import { created, fresh } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";
import { request, serviceCompany } from "../makers/service.ts";

const product = await startProduct();
const people = await serviceCompany(product);
const admin = product.as(people.admin);
const agent = product.as(people.agent);
afterAll(product.stop);

const zone = "Asia/Shanghai";
/** The clock of a deployed product cannot be moved. */
const withClock = describe.skipIf(product.deployed);
const path = ({ id }: Json, verb = "") => `/service-requests/${id}${verb === "" ? "" : `/${verb}`}`;
const read = async (record: Json) => (await agent.get(path(record))).body;
const openTasks = (person: Staff) => product.as(person).all("/me/tasks?status=open");
const mailsTo = async ({ email }: Staff) =>
  (await product.mails())
    .filter(({ destination }) => destination.to.some((to) => to.includes(email)))
    .map(({ subject }) => subject);

/** A technician and a manager of theirs whose mailboxes and to-dos are empty. */
async function team() {
  const place = { departmentId: people.workshop.id };
  const manager = await hire(product, { ...place, roles: ["service-manager"] });
  const technician = await hire(product, { ...place, roles: ["technician"], managerId: manager.id });
  return { manager, technician };
}

/** Moves the clock to the next Monday, 10:00 in Shanghai; gives an instant some days after that day. */
async function monday() {
  let date = addDays(dateIn(product.now(), zone), 1);
  while (new Date(`${date}T00:00:00Z`).getUTCDay() !== 1) date = addDays(date, 1);
  const at = (days: number, time: string) => instantIn(addDays(date, days), time, zone);
  await product.cloud.moveClock(at(0, "10:00"));
  return at;
}
const before = (instant: Date) => new Date(instant.getTime() - 1_000);

withClock("a request whose targets pass", { timeout: 240_000 }, () => {
  it("is warned of, missed once at its moment, stands still while resolved, and runs on when reopened", async () => {
    const { manager, technician } = await team();
    const at = await monday();
    const customer = await created(admin, "/customers", { name: fresh("恒温设备") });
    const record = await request(agent, {
      customerId: customer.id,
      technicianId: technician.id,
      receivedAt: at(0, "10:00").toISOString(),
    });
    await product.drain();
    expect(record).toMatchObject({
      firstResponseDueAt: at(0, "12:00").toISOString(),
      firstResponseWarnAt: at(0, "11:30").toISOString(),
      resolutionDueAt: at(2, "11:00").toISOString(),
      resolutionWarnAt: at(2, "10:30").toISOString(),
    });

    await product.cloud.moveClock(before(at(0, "11:30")));
    expect(await mailsTo(technician)).toEqual([]);
    await product.cloud.moveClock(at(0, "11:31"));
    expect(await mailsTo(technician)).toEqual([`首次响应即将超时：${record.number}「${record.subject}」`]);
    expect(await mailsTo(manager)).toEqual([]);
    expect(await openTasks(technician)).toEqual([]);
    const warned = await read(record);
    expect(warned.warned.firstResponseAt.slice(0, 16)).toBe(at(0, "11:30").toISOString().slice(0, 16));
    expect(warned.missed).toBeUndefined();

    const fired = await product.cloud.moveClock(at(0, "12:01"));
    expect(fired).toContainEqual(
      expect.objectContaining({ function: "service-target-due", dueAt: at(0, "12:00").toISOString() }),
    );
    expect((await read(record)).missed).toEqual({ firstResponseAt: at(0, "12:00").toISOString() });
    const overdue = `首次响应已超时：${record.number}「${record.subject}」`;
    expect((await mailsTo(technician)).at(-1)).toBe(overdue);
    expect(await mailsTo(manager)).toEqual([overdue]);
    expect(await openTasks(technician)).toMatchObject([
      { title: `首次响应已超时，请立即处理：${record.number}`, customerId: customer.id, priority: "high" },
    ]);
    expect(await openTasks(manager)).toMatchObject([
      { title: `督促超时的服务请求（首次响应）：${record.number}` },
    ]);
    await product.cloud.moveClock(at(0, "13:40"));
    expect(await mailsTo(manager)).toHaveLength(1);
    expect(await mailsTo(technician)).toHaveLength(2);

    await created(product.as(technician), path(record, "start"), undefined);
    expect(await openTasks(technician)).toEqual([]);
    expect(await openTasks(manager)).toEqual([]);

    await product.cloud.moveClock(at(1, "10:00"));
    const resolved = await product.as(technician).post(path(record, "resolve"), { resolution: "换阀" });
    expect([resolved.status, resolved.body.missed]).toEqual([
      200,
      { firstResponseAt: at(0, "12:00").toISOString() },
    ]);
    await product.drain();
    const [mails, others] = [await mailsTo(technician), await mailsTo(manager)];
    await product.cloud.moveClock(at(3, "09:00"));
    expect(await mailsTo(technician)).toEqual(mails);
    expect(await mailsTo(manager)).toEqual(others);
    expect((await read(record)).missed.resolutionAt).toBeUndefined();

    // 510 of 960 minutes were left on Tuesday at 10:00; the clock is some seconds past Thursday's 09:00.
    const reopened = await agent.post(path(record, "reopen"), { reason: "当晚又不制热" });
    expect(reopened.status).toBe(200);
    const due = new Date(reopened.body.resolutionDueAt);
    expect(due.getTime()).toBeGreaterThanOrEqual(at(4, "09:58").getTime());
    expect(due.getTime()).toBeLessThan(at(4, "10:05").getTime());
    await product.drain();
    await product.cloud.moveClock(at(4, "09:40"));
    expect((await mailsTo(technician)).at(-1)).toBe(`解决即将超时：${record.number}「${record.subject}」`);
    await product.cloud.moveClock(at(4, "10:10"));
    const missed = await read(record);
    expect(missed.missed).toEqual({
      firstResponseAt: at(0, "12:00").toISOString(),
      resolutionAt: due.toISOString(),
    });
    expect((await mailsTo(manager)).at(-1)).toBe(`解决已超时：${record.number}「${record.subject}」`);
    expect(await openTasks(manager)).toHaveLength(1);
    const counts = [await mailsTo(technician), await mailsTo(manager)].map(({ length }) => length);
    await product.cloud.moveClock(at(7, "17:00"));
    expect([await mailsTo(technician), await mailsTo(manager)].map(({ length }) => length)).toEqual(counts);

    await created(product.as(technician), path(record, "resolve"), { resolution: "换主板" });
    await product.drain();
    expect(await openTasks(manager)).toEqual([]);
    expect(await openTasks(technician)).toEqual([]);
    const month = dateIn(at(0, "10:00"), zone).slice(0, 7);
    const [figures] = await totals(serviceLedger, "agent", [
      { month, department: people.workshop.id, agent: technician.id },
    ]);
    expect(figures?.measures).toMatchObject({
      received: 1,
      responded: 1,
      firstTargetMissed: 1,
      resolved: 1,
      resolutionTargetMissed: 1,
    });
    expect(figures?.measures.firstTargetMet ?? 0).toBe(0);
    expect(figures?.measures.firstSeconds).toBeGreaterThanOrEqual(220 * 60);
    // Elapsed: from Monday 10:00 to Monday 17:00 a week later, without Tuesday 10:00 to Thursday 09:00.
    expect(Math.abs((figures?.measures.resolutionSeconds ?? 0) - (7 * 24 + 7 - 47) * 3600)).toBeLessThan(600);
    const { items } = (await agent.get(`/customers/${customer.id}/timeline?limit=50`)).body;
    expect(items.filter(({ kind }: Json) => kind === "service-request.target-missed")).toHaveLength(2);
  });

  it("says nothing when it is answered and resolved in time, nor of a missed call", async () => {
    const { manager, technician } = await team();
    const at = await monday();
    const [record, call] = [
      await request(agent, { technicianId: technician.id }),
      await request(agent, { answered: false, technicianId: technician.id }),
    ];
    await created(agent, path(record, "respond"), { note: "下午上门" });
    await product.drain();
    await product.cloud.moveClock(at(1, "10:00"));
    await created(product.as(technician), path(record, "start"), undefined);
    await created(product.as(technician), path(record, "resolve"), { resolution: "换阀" });
    await product.drain();
    await product.cloud.moveClock(at(3, "10:00"));
    expect(await mailsTo(technician)).toEqual([]);
    expect(await mailsTo(manager)).toEqual([]);
    expect((await read(record)).missed).toBeUndefined();
    expect((await read(call)).missed).toBeUndefined();
  });

  it("that nobody has yet is told to the head of its department", async () => {
    const at = await monday();
    const had = await mailsTo(people.serviceManager);
    const record = await request(agent, {
      departmentId: people.workshop.id,
      receivedAt: at(0, "10:00").toISOString(),
    });
    await product.drain();
    await product.cloud.moveClock(at(0, "12:05"));
    const subjects = (await mailsTo(people.serviceManager)).slice(had.length);
    expect(subjects).toEqual([
      `首次响应即将超时：${record.number}「${record.subject}」`,
      `首次响应已超时：${record.number}「${record.subject}」`,
    ]);
    // Given to somebody at last, who then resolves it.
    const { technician } = await team();
    await created(agent, path(record, "assign"), { technicianId: technician.id });
    await created(product.as(technician), path(record, "resolve"), { resolution: "远程解决" });
    expect(await openTasks(people.serviceManager)).toEqual([]);
  });

  it("goes on over a holiday, by the level as it was when the request came in, in the reader's language", async () => {
    const { manager } = await team();
    const english = await hire(product, {
      departmentId: people.workshop.id,
      roles: ["technician"],
      managerId: manager.id,
      language: "en",
    });
    const at = await monday();
    const holiday = dateIn(at(1, "12:00"), zone);
    const levels = {
      levels: { default: { firstResponseMinutes: 60, resolutionMinutes: 450, warnBeforeMinutes: 10 } },
    };
    expect(
      (await admin.put("/settings/holidays", { closed: [{ date: holiday, name: "国庆" }], special: [] }))
        .status,
    ).toBe(200);
    expect((await admin.put("/settings/service-levels", levels)).status).toBe(200);
    await product.settled();
    const record = await request(agent, {
      technicianId: english.id,
      receivedAt: at(0, "10:00").toISOString(),
    });
    expect(record).toMatchObject({
      level: levels.levels.default,
      firstResponseDueAt: at(0, "11:00").toISOString(),
      resolutionDueAt: at(2, "10:00").toISOString(),
    });
    await admin.post("/settings/service-levels/restore-default");
    await admin.post("/settings/holidays/restore-default");
    await created(agent, path(record, "respond"), {});
    await product.drain();
    await product.cloud.moveClock(at(1, "18:00"));
    expect(await mailsTo(english)).toEqual([]);
    await product.cloud.moveClock(at(2, "10:01"));
    expect(await mailsTo(english)).toEqual([
      `Resolution due soon: ${record.number}, ${record.subject}`,
      `Resolution overdue: ${record.number}, ${record.subject}`,
    ]);
    expect((await read(record)).missed).toEqual({ resolutionAt: at(2, "10:00").toISOString() });

    // The technician's task goes along with the request.
    const { technician } = await team();
    await created(agent, path(record, "assign"), { technicianId: technician.id });
    expect(await openTasks(english)).toEqual([]);
    expect(await openTasks(technician)).toHaveLength(1);
  });
});

withClock("a signal of a target", () => {
  it("that comes several times at once, or after it is out of date, counts once", async () => {
    const { manager, technician } = await team();
    const record = await request(agent, { technicianId: technician.id });
    await product.drain();
    const signal = (notice: "warning" | "missed", dueAt: string) => ({
      serviceRequestId: record.id,
      kind: `first-response-${notice}`,
      target: "first-response",
      notice,
      dueAt,
    });
    const due = record.firstResponseDueAt;
    await targetDue(signal("missed", "2026-01-01T00:00:00.000Z"));
    expect((await read(record)).version).toBe(record.version);
    await Promise.all([1, 2, 3].map(() => targetDue(signal("warning", due))));
    await Promise.all([1, 2, 3].map(() => targetDue(signal("missed", due))));
    await product.drain();
    expect(await read(record)).toMatchObject({
      version: record.version + 2,
      missed: { firstResponseAt: due },
    });
    expect(await mailsTo(technician)).toHaveLength(2);
    expect(await mailsTo(manager)).toHaveLength(1);
    expect(await openTasks(technician)).toHaveLength(1);
    expect(await openTasks(manager)).toHaveLength(1);
  });
});

describe("the settings of service", () => {
  it.each([
    [
      "business-hours",
      {
        monday: [
          { from: "09:00", to: "12:00" },
          { from: "11:00", to: "13:00" },
        ],
      },
      "the intervals of a day must not overlap",
    ],
    ["business-hours", {}, "business hours must be open at least once a week"],
    ["service-levels", { levels: {} }, "there is a level default, for customers without a tier"],
    [
      "service-catalog",
      {
        types: [
          { key: "a", name: "A" },
          { key: "a", name: "B" },
        ],
      },
      "must name each key once",
    ],
  ])("%s: %o is refused: %s", async (name, change, sentence) => {
    const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const standing = (await admin.get(`/settings/${name}`)).body.value;
    const never = Object.fromEntries(days.map((day) => [day, []]));
    const usual = name === "business-hours" ? never : standing;
    const refused = await admin.put(`/settings/${name}`, { ...usual, ...change });
    expect([refused.status, refused.body.detail]).toEqual([400, expect.stringContaining(sentence)]);
  });
});
