import { GetScheduleCommand, ResourceNotFoundException, SchedulerClient } from "@aws-sdk/client-scheduler";
import { afterAll, describe, expect, it } from "vitest";
import { handler as sendQueued } from "../../functions/bus/send-mail.lambda.ts";
import { handler as followUpDue } from "../../functions/schedule/follow-up-due.lambda.ts";
import { handler as taskDue } from "../../functions/schedule/task-due.lambda.ts";
import { environment } from "../../lib/environment.ts";
import { keepFollowUpSchedules } from "../../lib/follow-ups/schedules.ts";
import { query } from "../../lib/table/query.ts";
import { keepTaskSchedules } from "../../lib/tasks/schedules.ts";
import type { Json } from "../makers/client.ts";
import { company, hire, type Staff } from "../makers/company.ts";
import { created, opportunity } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const people = await company(product);
afterAll(product.stop);

const scheduler = new SchedulerClient();
const hours = (from: Date, count: number) =>
  new Date(Math.round(from.getTime() / 60_000 + count * 60) * 60_000);
const someone = () => hire(product, { departmentId: people.departments.east.id });
const mailsTo = async ({ email }: Staff) =>
  (await product.mails()).filter(({ destination }) => destination.to.some((to) => to.includes(email)));
const openTasks = (person: Staff) => product.as(person).all("/me/tasks?status=open");

async function followUp(person: Staff, at: Date) {
  const deal = await opportunity(product.as(person));
  const body = { method: "visit", plannedAt: at.toISOString(), content: "送样" };
  return created(product.as(person), `/opportunities/${deal.id}/follow-ups`, body);
}

/** What is scheduled for a record: the instant of each kind. */
async function scheduled(id: string, kinds: readonly string[]): Promise<Json> {
  const found = await Promise.all(
    kinds.map(async (kind) => {
      const request = { Name: `${id}.${kind}`, GroupName: environment("scheduleGroup") };
      const schedule = await scheduler.send(new GetScheduleCommand(request)).catch((error: unknown) => {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      });
      return schedule === undefined ? [] : [[kind, schedule] as const];
    }),
  );
  return Object.fromEntries(found.flat());
}
const FOLLOW_UP = ["due", "overdue-handler", "overdue-manager"];
const at = (instant: Date) => `at(${instant.toISOString().slice(0, 19)})`;

describe("a schedule that fires", () => {
  it("twice, five times at once, or late again changes nothing", async () => {
    const person = await someone();
    const plannedAt = hours(product.now(), 1);
    const record = await followUp(person, plannedAt);
    await product.drain();
    const signal = { followUpId: record.id, plannedAt: plannedAt.toISOString(), kind: "due" };
    await Promise.all(Array.from({ length: 5 }, () => followUpDue(signal)));
    await product.drain();
    expect(await openTasks(person)).toHaveLength(1);
    expect(await mailsTo(person)).toHaveLength(1);
    await product.cloud.moveClock(hours(plannedAt, 1));
    await followUpDue(signal);
    await product.drain();
    expect(await openTasks(person)).toHaveLength(1);
    expect(await mailsTo(person)).toHaveLength(1);
    expect((await product.as(person).get(`/follow-ups/${record.id}`)).body.version).toBe(2);
    expect(product.cloud.deadLetters()).toEqual([]);
  });

  it("for what it was once, but is no longer, does nothing", async () => {
    const person = await someone();
    const plannedAt = hours(product.now(), 2);
    const record = await followUp(person, plannedAt);
    const later = hours(plannedAt, 2).toISOString();
    await product.as(person).post(`/follow-ups/${record.id}/reschedule`, { plannedAt: later });
    const old = { followUpId: record.id, plannedAt: plannedAt.toISOString() };
    for (const kind of FOLLOW_UP) await followUpDue({ ...old, kind });
    // Nobody is warned of what nobody was reminded of.
    await followUpDue({ ...old, plannedAt: later, kind: "overdue-handler" });
    await followUpDue({ ...old, followUpId: "fup_01JCXW3V7Q8F2M4N6P8R0T2V4X", kind: "due" });
    await product.drain();
    expect(await openTasks(person)).toEqual([]);
    expect(await mailsTo(person)).toEqual([]);
    await expect(followUpDue({ ...old, kind: "sometime" })).rejects.toThrow();
  });

  it("while its handler completes the follow-up leaves no open task behind", async () => {
    const person = await someone();
    for (let round = 0; round < 6; round++) {
      const plannedAt = hours(product.now(), 3);
      const record = await followUp(person, plannedAt);
      const [done] = await Promise.all([
        product
          .as(person)
          .post(`/follow-ups/${record.id}/complete`, { outcome: "已联系", noNextReason: "不需要" }),
        followUpDue({ followUpId: record.id, plannedAt: plannedAt.toISOString(), kind: "due" }),
      ]);
      expect(done.status, JSON.stringify(done.body)).toBe(200);
      await followUpDue({ followUpId: record.id, plannedAt: plannedAt.toISOString(), kind: "due" });
    }
    await product.drain();
    expect(await openTasks(person)).toEqual([]);
  });

  it("of a task, twice, is one mail", async () => {
    const person = await someone();
    const dueAt = hours(product.now(), 1).toISOString();
    const { id } = await created(product.as(person), "/tasks", { title: "报价", dueAt });
    await Promise.all([1, 2, 3].map(() => taskDue({ taskId: id, for: dueAt, kind: "reminder" })));
    await product.drain();
    expect(await mailsTo(person)).toHaveLength(1);
  });
});

describe("an event of a queued mail", () => {
  it("that comes again, also at the same moment, sends nothing more", async () => {
    const person = await someone();
    const plannedAt = hours(product.now(), 1);
    const record = await followUp(person, plannedAt);
    await product.cloud.moveClock(plannedAt);
    expect(await mailsTo(person)).toHaveLength(1);
    const shelves = await Promise.all(
      Array.from({ length: 8 }, (_, shard) =>
        query({ index: "byDue", key: `mails#unsent#${shard}` }, { order: "ascending" }),
      ),
    );
    expect(shelves.flat()).toEqual([]);
    const [sent] = await mailsTo(person);
    const mailId = /^Message-ID: <([^@]+)@/im.exec(sent?.raw ?? "")?.[1] ?? "";
    const event = { "detail-type": "mail.queued", detail: { version: 1, mailId } };
    await Promise.all([sendQueued(event), sendQueued(event), sendQueued(event)]);
    expect(await mailsTo(person)).toHaveLength(1);
    expect(record.status).toBe("planned");
  });
});

describe("the schedules of a record", () => {
  it("stand as the record stands: the next thing it is to be woken for, and nothing else", async () => {
    const person = await someone();
    const plannedAt = hours(product.now(), 2);
    const record = await followUp(person, plannedAt);
    await product.drain();
    const { due, ...others } = await scheduled(record.id, FOLLOW_UP);
    expect(others).toEqual({});
    expect(due).toMatchObject({
      ScheduleExpression: at(plannedAt),
      ScheduleExpressionTimezone: "UTC",
      ActionAfterCompletion: "DELETE",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: {
        Arn: `${environment("scheduleTargetPrefix")}follow-up-due`,
        RoleArn: environment("scheduleRole"),
        DeadLetterConfig: { Arn: environment("scheduleDeadLetters") },
      },
    });
    const later = hours(plannedAt, 30);
    await product.as(person).post(`/follow-ups/${record.id}/reschedule`, { plannedAt: later.toISOString() });
    await product.drain();
    expect((await scheduled(record.id, FOLLOW_UP)).due.ScheduleExpression).toBe(at(later));
    await product.cloud.moveClock(later);
    const { "overdue-handler": warning, ...rest } = await scheduled(record.id, FOLLOW_UP);
    expect(rest).toEqual({});
    expect(warning.ScheduleExpression).toBe(at(hours(later, 24)));
    await product.as(person).post(`/follow-ups/${record.id}/cancel`, {});
    await product.drain();
    expect(await scheduled(record.id, FOLLOW_UP)).toEqual({});
  });

  it("end as the record ends, whatever is late, doubled, out of order or at the same moment", async () => {
    const person = await someone();
    const plannedAt = hours(product.now(), 5);
    const record = await followUp(person, plannedAt);
    const work: Promise<unknown>[] = [];
    let last = plannedAt;
    for (let round = 1; round <= 8; round++) {
      last = hours(plannedAt, round);
      work.push(keepFollowUpSchedules(record.id, product.now()));
      await product.as(person).post(`/follow-ups/${record.id}/reschedule`, { plannedAt: last.toISOString() });
      work.push(keepFollowUpSchedules(record.id, product.now()));
    }
    await Promise.all(work);
    await product.drain();
    const { due, ...others } = await scheduled(record.id, FOLLOW_UP);
    expect(others).toEqual({});
    expect(due.ScheduleExpression).toBe(at(last));
    await product.as(person).post(`/follow-ups/${record.id}/cancel`, {});
    await Promise.all(Array.from({ length: 3 }, () => keepFollowUpSchedules(record.id, product.now())));
    await product.drain();
    expect(await scheduled(record.id, FOLLOW_UP)).toEqual({});
  });

  it("of a task without dates, or done, are none", async () => {
    const person = await someone();
    const kinds = ["reminder", "overdue-handler", "overdue-manager"];
    const { id } = await created(product.as(person), "/tasks", { title: "无日期" });
    await product.drain();
    expect(await scheduled(id, kinds)).toEqual({});
    await product.as(person).patch(`/tasks/${id}`, { remindAt: hours(product.now(), 4).toISOString() });
    await product.drain();
    expect(Object.keys(await scheduled(id, kinds))).toEqual(["reminder"]);
    await product.as(person).post(`/tasks/${id}/complete`, {});
    await product.drain();
    await keepTaskSchedules(id, product.now());
    expect(await scheduled(id, kinds)).toEqual({});
  });
});
