import { DeleteCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalCloud, startLocalCloud } from "../../../infra/local/cloud.ts";
import { documents, tableName } from "../../../lib/table/client.ts";
import { putAll } from "../../../lib/table/put-all.ts";
import { apply, applyNotes } from "./lambdas/declarations.ts";
import { calls } from "./lambdas/journal.ts";

let cloud: LocalCloud;
const logged: string[] = [];

beforeAll(async () => {
  cloud = await startLocalCloud({
    lambdas: [apply("one"), apply("two", 7), applyNotes("notes")],
    log: (line) => logged.push(line),
  });
});
afterAll(() => cloud.stop());

const put = (pk: string, sk: string, more: Record<string, unknown> = {}) =>
  documents().send(new PutCommand({ TableName: tableName(), Item: { pk, sk, ...more } }));
const applied = (name: string) => calls.get(name) ?? [];

test("every function of the stream gets every record, in order, in the shape that Lambda gives", async () => {
  for (let i = 0; i < 30; i += 1) await put("order", `a${String(i).padStart(2, "0")}`);
  await put("order", "a00", { changed: new Uint8Array([1, 2]), empty: {}, list: [{}] });
  await cloud.drain();
  const expected = [...Array.from({ length: 30 }, (_, i) => `a${String(i).padStart(2, "0")}`), "a00"];
  expect(applied("one")).toEqual(expected);
  expect(applied("two")).toEqual(expected);
  expect(calls.get("two batch")?.at(-1)).toMatchObject({
    Records: expect.arrayContaining([
      expect.objectContaining({
        eventID: expect.any(String),
        eventName: "MODIFY",
        eventSource: "aws:dynamodb",
        eventSourceARN: expect.stringContaining("/stream/"),
        dynamodb: expect.objectContaining({
          ApproximateCreationDateTime: expect.any(Number),
          Keys: { pk: { S: "order" }, sk: { S: "a00" } },
          NewImage: {
            pk: { S: "order" },
            sk: { S: "a00" },
            changed: { B: "AQI=" },
            empty: { M: {} },
            list: { L: [{ M: {} }] },
          },
          OldImage: { pk: { S: "order" }, sk: { S: "a00" } },
          SequenceNumber: expect.any(String),
          StreamViewType: "NEW_AND_OLD_IMAGES",
        }),
      }),
    ]),
  });
});

test("drain waits for what was written the moment before, by many writers at once", async () => {
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(Array.from({ length: 40 }, (_, i) => put(`many${i}`, `b${round}-${i}`)));
    await cloud.drain();
    expect(applied("one").filter((name) => String(name).startsWith(`b${round}-`))).toHaveLength(40);
  }
});

test("a batch goes on from the first record that was reported as failed", async () => {
  calls.clear();
  await Promise.all(["c1", "stumble", "c2", "c3"].map((sk) => put("partial", sk)));
  await cloud.drain();
  expect(applied("one").toSorted()).toEqual(["c1", "c2", "c3", "stumble"]);
});

test("a poisonous record is parked after five attempts; the others around it are applied", async () => {
  calls.clear();
  const names = ["d1", "d2", "poison", "d3", "d4"];
  for (const sk of names) await put("poisoned", sk);
  await cloud.drain();
  expect(applied("one")).toEqual(["d1", "d2", "d3", "d4"]);
  expect(applied("two")).toEqual(["d1", "d2", "d3", "d4"]);
  expect(
    cloud
      .deadLetters()
      .map((letter) => letter.function)
      .toSorted(),
  ).toEqual(["one", "two"]);
  expect(cloud.deadLetters()[0]).toMatchObject({ reason: "poison", attempts: 5 });
  expect(logged.filter((line) => line.includes("gave up after 5 attempts: poison"))).toHaveLength(2);
});

test("a function is given the types of items it declares: made, changed or removed, and no others", async () => {
  calls.clear();
  await put("typed", "e1", { entity: "note" });
  await put("typed", "e2", { entity: "other" });
  await put("typed", "e3");
  await put("typed", "e2", { entity: "note" });
  await documents().send(new DeleteCommand({ TableName: tableName(), Key: { pk: "typed", sk: "e1" } }));
  await put("typed", "e4", { entity: "other" });
  await cloud.drain();
  expect(applied("notes")).toEqual(["e1", "e2", "e1"]);
  expect(applied("one")).toEqual(["e1", "e2", "e3", "e2", "e1", "e4"]);
});

test("what a function follows is found, in order, among many times as many other records", async () => {
  calls.clear();
  const wanted = Array.from({ length: 30 }, (_, i) => `f${String(i).padStart(2, "0")}`);
  for (const sk of wanted) {
    await putAll(Array.from({ length: 75 }, (_, i) => ({ pk: `among${i}`, sk, entity: "other" })));
    await put("among", sk, { entity: "note" });
  }
  await cloud.drain();
  expect(applied("notes")).toEqual(wanted);
  expect(applied("one")).toHaveLength(30 * 76);
});
