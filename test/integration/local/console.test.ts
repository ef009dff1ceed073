import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SOURCE } from "../../../events/event.ts";
import { type LocalCloud, startLocalCloud } from "../../../infra/local/cloud.ts";
import { keepRecent } from "../../../infra/local/recent.ts";
import { timeRequests } from "../../../infra/local/request-times.ts";
import type { Json } from "../../makers/client.ts";
import { echo, happened, listener } from "./lambdas/declarations.ts";

let cloud: LocalCloud;

beforeAll(async () => {
  cloud = await startLocalCloud({ lambdas: [echo, listener], log: () => {} });
});
afterAll(() => cloud.stop());

const read = async (path: string): Promise<Json> => (await fetch(`${cloud.url}/local/${path}`)).json();

async function announce(detail: object): Promise<void> {
  const Entries = [
    {
      EventBusName: "guanxi",
      Source: SOURCE,
      DetailType: happened.name,
      Detail: JSON.stringify(detail),
    },
  ];
  await new EventBridgeClient().send(new PutEventsCommand({ Entries }));
  await cloud.drain();
}

describe("the start page", () => {
  test("comes with all its files from here, and lets no other script run", async () => {
    const page = await fetch(`${cloud.url}/`);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const policy = page.headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain("unsafe");
    const html = await page.text();
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|style="|https?:\/\//);
    const files = [...html.matchAll(/(?:src|href)="(\/local\/[^"]+)"/g)].map(([, path = ""]) => path);
    expect(files.length).toBeGreaterThan(2);
    for (const path of await withImports(files)) {
      const file = await fetch(cloud.url + path);
      expect(file.status, path).toBe(200);
      expect(file.headers.get("content-type"), path).toMatch(/^text\/(css|javascript); charset=utf-8$/);
    }
  });

  test("is there to be read alone, and nothing beside its files is", async () => {
    expect((await fetch(`${cloud.url}/`, { method: "POST" })).status).toBe(404);
    for (const path of ["files.ts", "browser/start.js", "..%2f..%2fcontrol.ts", "constructor"])
      expect((await fetch(`${cloud.url}/local/console/${path}`)).status, path).toBe(404);
  });
});

/** Files of the page with the modules that these import. */
async function withImports(paths: readonly string[]): Promise<string[]> {
  const all = new Set(paths);
  for (const path of all) {
    if (!path.endsWith(".js") || path.endsWith("/chart.js")) continue;
    const text = await (await fetch(cloud.url + path)).text();
    for (const [, name = ""] of text.matchAll(/from "\.\/([^"]+)"/g)) all.add(`/local/console/${name}`);
  }
  return [...all];
}

test("another site's page steers nothing", async () => {
  const foreign = { origin: "http://elsewhere.example" };
  const before = await read("clock");
  const move = { method: "POST", body: '{"advance":"PT1H"}', headers: foreign };
  expect((await fetch(`${cloud.url}/local/clock`, move)).status).toBe(403);
  expect((await read("clock")).offsetSeconds).toBe(before.offsetSeconds);
  const own = { method: "POST", headers: { origin: cloud.url } };
  expect((await fetch(`${cloud.url}/local/drain`, own)).status).toBe(200);
});

test("events are remembered with those who were told, the newest first", async () => {
  await announce({ key: "first" });
  await announce({ key: "second" });
  const { items } = await read("events");
  expect(items.slice(0, 2)).toMatchObject([
    { name: happened.name, detail: { key: "second" }, to: ["listener"] },
    { name: happened.name, detail: { key: "first" }, to: ["listener"] },
  ]);
});

test("requests are counted with the time that they took", async () => {
  const token = await cloud.issueToken({ userId: "usr_1", email: "a@example.cn" });
  await fetch(`${cloud.url}/echo/x`, { headers: { authorization: `Bearer ${token}` } });
  await fetch(`${cloud.url}/echo/x`);
  const { items } = await read("requests");
  // The second never reached the function.
  expect(items).toMatchObject([{ function: "echo", requests: 1, failed: 0 }]);
  expect(items[0].p90).toBeGreaterThan(0);
});

test("every part says how it is, and a dead letter calls for somebody", async () => {
  const { condition, parts, mailboxUrl } = await read("health");
  expect(condition).toBe("ok");
  expect(parts.map(({ name }: { name: string }) => name)).toEqual([
    "database",
    "bus",
    "scheduler",
    "mailbox",
    "dead letters",
  ]);
  expect(mailboxUrl).toBe(cloud.mailboxUrl);

  await announce({ key: "never", failures: 99 });
  const sick = await read("health");
  expect(sick.condition).toBe("wrong");
  expect(sick.parts.at(-1)).toEqual({
    name: "dead letters",
    condition: "wrong",
    says: "1 letter to look at",
  });
});

test("nothing is scheduled, mailed or allowed to sign in where nobody asked for it", async () => {
  expect(await read("schedules")).toEqual({ total: 0, items: [] });
  expect(await read("mails/last")).toEqual({ items: [] });
  expect(await read("logins")).toEqual({ items: [] });
});

test("the last are kept and the first forgotten", () => {
  const recent = keepRecent<number>(3);
  expect(recent.all()).toEqual([]);
  for (const happened of [1, 2]) recent.add(happened);
  expect(recent.all()).toEqual([2, 1]);
  for (const happened of [3, 4, 5]) recent.add(happened);
  expect(recent.all()).toEqual([5, 4, 3]);
});

test("quantiles are of requests that there were", () => {
  const { took, all } = timeRequests();
  for (let time = 1; time <= 10; time += 1) took("slow", time, time === 10 ? 500 : 200);
  took("fast", 0.26, 204);
  expect(all()).toEqual([
    { function: "slow", requests: 10, failed: 1, p50: 5, p90: 9 },
    { function: "fast", requests: 1, failed: 0, p50: 0.3, p90: 0.3 },
  ]);
});
