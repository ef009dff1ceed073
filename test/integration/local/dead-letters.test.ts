import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SOURCE } from "../../../events/event.ts";
import { type LocalCloud, startLocalCloud } from "../../../infra/local/cloud.ts";
import { happened, listener } from "./lambdas/declarations.ts";

let cloud: LocalCloud;

beforeAll(async () => {
  cloud = await startLocalCloud({ lambdas: [listener], log: () => {} });
});
afterAll(() => cloud.stop());

const redrive = async () => {
  const answer = await fetch(`${cloud.url}/local/dead-letters/redrive`, { method: "POST" });
  return (await answer.json()) as { done: unknown[]; failed: unknown[] };
};

test("a dead letter is given to its function again until that succeeds", async () => {
  const Detail = JSON.stringify({ key: "later", failures: 4 });
  await new EventBridgeClient().send(
    new PutEventsCommand({
      Entries: [{ EventBusName: "guanxi", Source: SOURCE, DetailType: happened.name, Detail }],
    }),
  );
  await cloud.drain();
  expect(cloud.deadLetters()).toMatchObject([{ function: "listener", attempts: 3, reason: "failure 3" }]);

  expect(await redrive()).toMatchObject({ done: [], failed: [{ attempts: 4, reason: "failure 4" }] });
  expect(cloud.deadLetters()).toMatchObject([{ attempts: 4, reason: "failure 4" }]);

  expect(await redrive()).toMatchObject({ done: [{ function: "listener" }], failed: [] });
  expect(cloud.deadLetters()).toEqual([]);
});
