import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type LocalCloud, startLocalCloud } from "../../../infra/local/cloud.ts";
import { environment } from "../../../lib/environment.ts";
import { declare, happened, listener } from "./lambdas/declarations.ts";
import { calls } from "./lambdas/journal.ts";

let cloud: LocalCloud;
let client: EventBridgeClient;
const logged: string[] = [];

beforeAll(async () => {
  const second = declare("second", "recorder", { kind: "bus", events: [happened] });
  cloud = await startLocalCloud({ lambdas: [listener, second], log: (line) => logged.push(line) });
  client = new EventBridgeClient();
});
afterAll(() => cloud.stop());
beforeEach(() => calls.clear());

const entry = (detailType: string, detail: string) => ({
  EventBusName: environment("bus"),
  Source: "guanxi",
  DetailType: detailType,
  Detail: detail,
});
const put = (...entries: ReturnType<typeof entry>[]) =>
  client.send(new PutEventsCommand({ Entries: entries }));

test("an event reaches every function that declares it, as EventBridge gives it", async () => {
  const answer = await put(
    entry(happened.name, '{"key":"1","failures":0}'),
    entry("test.unheard-of", '{"key":"2","failures":0}'),
  );
  expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }, {}] });
  await cloud.drain();
  for (const name of ["listener", "second"]) {
    expect(calls.get(name)).toEqual([
      {
        version: "0",
        id: answer.Entries?.[0]?.EventId,
        "detail-type": "test.happened",
        source: "guanxi",
        account: expect.any(String),
        region: "us-east-1",
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        resources: [],
        detail: { key: "1", failures: 0 },
      },
    ]);
  }
});

test("a detail that is no JSON object fails alone", async () => {
  const answer = await put(
    entry(happened.name, "[1]"),
    entry(happened.name, "{"),
    entry(happened.name, '{"key":"3","failures":0}'),
  );
  expect(answer.FailedEntryCount).toBe(2);
  expect(answer.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
    "MalformedDetail",
    "MalformedDetail",
    undefined,
  ]);
  await cloud.drain();
  expect(calls.get("listener")).toHaveLength(1);
});

test("more than ten entries are refused", async () => {
  const entries = Array.from({ length: 11 }, () => entry(happened.name, "{}"));
  await expect(put(...entries)).rejects.toMatchObject({ name: "ValidationException" });
});

test("a function that fails is tried three times, then its event is a dead letter", async () => {
  await put(entry(happened.name, '{"key":"twice","failures":2}'));
  await cloud.drain();
  // Both functions share the count of failures: two of the tries fail, whoever makes them.
  expect([...(calls.get("listener") ?? []), ...(calls.get("second") ?? [])]).toHaveLength(4);
  expect(cloud.deadLetters()).toEqual([]);

  await put(entry(happened.name, '{"key":"always","failures":99}'));
  await cloud.drain();
  expect(
    cloud
      .deadLetters()
      .map((letter) => letter.function)
      .toSorted(),
  ).toEqual(["listener", "second"]);
  expect(cloud.deadLetters()[0]).toMatchObject({ attempts: 3, payload: { detail: { key: "always" } } });
  expect(logged).toEqual([expect.stringContaining("gave up"), expect.stringContaining("gave up")]);
});
