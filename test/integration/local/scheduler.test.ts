import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import { DeleteCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type LocalCloud, startLocalCloud } from "../../../infra/local/cloud.ts";
import { environment } from "../../../lib/environment.ts";
import { documents, tableName } from "../../../lib/table/client.ts";
import { now } from "../../../lib/time/clock.ts";
import { alarm, nightly, sweeper } from "./lambdas/declarations.ts";
import { calls } from "./lambdas/journal.ts";

let cloud: LocalCloud;
let client: SchedulerClient;

beforeAll(async () => {
  cloud = await startLocalCloud({ lambdas: [alarm, nightly, sweeper] });
  client = new SchedulerClient();
});
afterAll(() => cloud.stop());
beforeEach(() => calls.clear());

const HOUR = 3_600_000;
const group = () => environment("scheduleGroup");
const inFuture = (milliseconds: number) =>
  new Date(Math.ceil(now().getTime() / 1_000) * 1_000 + milliseconds);
/** The wall clock of Shanghai, which knows no summer time. */
const shanghai = (at: Date) => new Date(at.getTime() + 8 * HOUR).toISOString().slice(0, 19);

const request = (name: string, at: Date, more: Partial<CreateScheduleCommandInput> = {}) => ({
  Name: name,
  GroupName: group(),
  ScheduleExpression: `at(${shanghai(at)})`,
  ScheduleExpressionTimezone: "Asia/Shanghai",
  FlexibleTimeWindow: { Mode: "OFF" as const },
  ActionAfterCompletion: "DELETE" as const,
  Target: {
    Arn: `${environment("scheduleTargetPrefix")}alarm`,
    RoleArn: environment("scheduleRole"),
    Input: JSON.stringify({ name }),
  },
  ...more,
});
const create = (...input: Parameters<typeof request>) =>
  client.send(new CreateScheduleCommand(request(...input)));
const get = (name: string) => client.send(new GetScheduleCommand({ Name: name, GroupName: group() }));
const fired = () => (calls.get("alarm") ?? []).map((event) => (event as { name: string }).name);

describe("schedules", () => {
  test("are kept as asked for", async () => {
    const at = inFuture(HOUR);
    const { ScheduleArn } = await create("kept", at);
    expect(await get("kept")).toMatchObject({
      Name: "kept",
      Arn: ScheduleArn,
      GroupName: group(),
      ScheduleExpression: `at(${shanghai(at)})`,
      ScheduleExpressionTimezone: "Asia/Shanghai",
      State: "ENABLED",
      Target: { Input: '{"name":"kept"}' },
    });
    await client.send(new DeleteScheduleCommand({ Name: "kept", GroupName: group() }));
    await expect(get("kept")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  test("are made once, and found before they are changed or removed", async () => {
    await create("once", inFuture(HOUR), { ClientToken: "first" });
    await create("once", inFuture(HOUR), { ClientToken: "first" });
    await expect(create("once", inFuture(HOUR))).rejects.toMatchObject({ name: "ConflictException" });
    await client.send(new DeleteScheduleCommand({ Name: "once", GroupName: group() }));
    const missing = { name: "ResourceNotFoundException" };
    await expect(
      client.send(new UpdateScheduleCommand(request("once", inFuture(HOUR)))),
    ).rejects.toMatchObject(missing);
    await expect(
      client.send(new DeleteScheduleCommand({ Name: "once", GroupName: group() })),
    ).rejects.toMatchObject(missing);
  });

  test("are refused when they say no instant, no zone or no function", async () => {
    const refused = { name: "ValidationException" };
    const at = inFuture(HOUR);
    await expect(create("bad", at, { ScheduleExpression: "at(2026-02-30 10:00)" })).rejects.toMatchObject(
      refused,
    );
    await expect(create("bad", at, { ScheduleExpressionTimezone: "Asia/Nowhere" })).rejects.toMatchObject(
      refused,
    );
    const Target = { Arn: `${environment("scheduleTargetPrefix")}nobody`, RoleArn: "arn:aws:iam::0:role/x" };
    await expect(create("bad", at, { Target })).rejects.toMatchObject(refused);
    await expect(create("bad name", at)).rejects.toMatchObject(refused);
  });

  test("fire by real time, once, and are gone", async () => {
    await create("soon", inFuture(0));
    await expect.poll(fired).toEqual(["soon"]);
    await expect(get("soon")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  test("that lie in the past fire at once", async () => {
    await create("past", inFuture(-HOUR));
    await expect.poll(fired).toEqual(["past"]);
  });
});

describe("the clock", () => {
  test("fires on its way everything that comes due, each at its instant and in order", async () => {
    const [first, second, third] = [inFuture(HOUR), inFuture(2 * HOUR), inFuture(30 * HOUR)];
    await create("third", third);
    await create("second", second);
    await create("first", first);
    await create("moved", inFuture(HOUR / 2));
    await client.send(new UpdateScheduleCommand(request("moved", inFuture(50 * HOUR))));
    await create("cancelled", inFuture(HOUR / 2));
    await client.send(new DeleteScheduleCommand({ Name: "cancelled", GroupName: group() }));
    await create("disabled", inFuture(HOUR / 2), { State: "DISABLED" });

    const target = inFuture(40 * HOUR);
    const answer = await cloud.moveClock(target);
    expect(fired()).toEqual(["first", "second", "third"]);
    expect(answer.filter((entry) => entry.function === "alarm").map((entry) => entry.dueAt)).toEqual(
      [first, second, third].map((at) => at.toISOString()),
    );
    expect(now().getTime() - target.getTime()).toBeLessThan(5_000);
    expect(now().getTime()).toBeGreaterThanOrEqual(target.getTime());
    expect(await get("moved")).toMatchObject({ Name: "moved" });
  });

  test("runs cron functions at their hour in the company's zone, every day of the way", async () => {
    const days = 3;
    const before = now();
    await cloud.moveClock(new Date(before.getTime() + days * 24 * HOUR));
    const instants = (calls.get("nightly") ?? []).map((event) => (event as { time: string }).time);
    expect(instants).toHaveLength(days);
    // 02:30 in Shanghai.
    for (const instant of instants) expect(instant).toMatch(/T18:30:00Z$/);
  });

  test("runs what works off a list while something is due there, and never for nothing", async () => {
    const due = new Date(now().getTime() + 20.5 * HOUR);
    const waiting = {
      pk: "note_1",
      sk: "note",
      duePk: "notes#waiting#1",
      dueSk: `${due.toISOString()}#note_1`,
    };
    const table = { TableName: tableName() };
    await documents().send(new PutCommand({ ...table, Item: waiting }));
    await cloud.moveClock(new Date(due.getTime() + 2 * HOUR));
    const sweeps = (calls.get("sweeper") ?? []).map((event) => Date.parse((event as { time: string }).time));
    const first = Math.ceil(due.getTime() / HOUR) * HOUR;
    expect(sweeps).toEqual([first, first + HOUR]);

    calls.clear();
    await documents().send(new DeleteCommand({ ...table, Key: { pk: "note_1", sk: "note" } }));
    await create("between", inFuture(5 * HOUR));
    await cloud.moveClock(new Date(now().getTime() + 20 * HOUR));
    expect(fired()).toEqual(["between"]);
    expect(calls.get("sweeper")).toBeUndefined();
  });

  test("never runs backwards", async () => {
    await expect(cloud.moveClock(new Date(now().getTime() - 1_000))).rejects.toThrow("never runs backwards");
  });

  test("is moved and read over HTTP", async () => {
    const post = (body: unknown) =>
      fetch(`${cloud.url}/local/clock`, { method: "POST", body: JSON.stringify(body) });
    await create("over-http", inFuture(HOUR));
    const before = now().getTime();
    const answer = await post({ advance: "PT1H30M" });
    expect(await answer.json()).toMatchObject({
      now: expect.any(String),
      fired: expect.arrayContaining([
        { function: "alarm", schedule: "over-http", dueAt: expect.any(String) },
      ]),
    });
    expect(now().getTime() - before).toBeGreaterThanOrEqual(1.5 * HOUR);
    expect((await post({ to: new Date(before).toISOString() })).status).toBe(422);
    expect((await post({ advance: "26 hours" })).status).toBe(422);
    expect((await post({ to: "tomorrow" })).status).toBe(400);
    expect((await post([])).status).toBe(400);
    const { now: shown } = (await (await fetch(`${cloud.url}/local/clock`)).json()) as { now: string };
    expect(Math.abs(Date.parse(shown) - now().getTime())).toBeLessThan(1_000);
  });
});
