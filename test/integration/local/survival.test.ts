import { type ChildProcess, execFileSync, fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

interface Ready {
  url: string;
  mailboxUrl: string;
  token: string;
}

let folder: string;
let child: ChildProcess;
let cloud: Ready;
let ports: Record<string, number>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "guanxi-"));
  ports = Object.fromEntries(
    await Promise.all(
      ["gateway", "mailbox", "database", "services"].map(async (name) => [name, await freePort()]),
    ),
  );
  await start();
});
afterEach(async () => {
  await kill();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  child = fork(join(import.meta.dirname, "lambdas/cloud-process.ts"), [folder, JSON.stringify(ports)], {
    env: { ...process.env, NOTES: join(folder, "notes") },
  });
  const [ready] = await once(child, "message");
  cloud = ready;
}

async function kill(): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

const post = (path: string, body: unknown = {}) =>
  fetch(cloud.url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${cloud.token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const notes = (name: string) =>
  readFileSync(join(folder, "notes"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith(`${name} `))
    .map((line) => line.slice(name.length + 1));

test("a killed cloud takes Java with it, and loses no record, no event and no schedule", async () => {
  const inAnHour = new Date(Date.now() + 49 * 3_600_000).toISOString().slice(0, 19);
  await post("/echo/schedule", { name: "reminder", at: inAnHour });
  await post("/local/clock", { advance: "PT48H" });
  const names = Array.from({ length: 60 }, (_, i) => `n${i}`);
  for (const name of names) {
    expect((await post("/echo/item", { name })).status).toBe(201);
    expect((await post("/echo/event", { name })).status).toBe(201);
  }
  const { token } = cloud;
  const java = javaOf(child);
  await kill();
  expect(notes("reader").length).toBeLessThanOrEqual(30);
  expect(notes("listener")).not.toContain("n30");
  writeFileSync(join(folder, "notes.go-on"), "");
  await expect.poll(() => isRunning(java)).toBe(false);

  await start();
  const { now } = (await (await fetch(`${cloud.url}/local/clock`)).json()) as { now: string };
  expect(Date.parse(now) - Date.now()).toBeGreaterThan(47.9 * 3_600_000);
  expect((await post("/local/drain")).status).toBe(200);
  expect([...new Set(notes("reader"))]).toEqual(names);
  expect([...new Set(notes("listener"))].toSorted()).toEqual(names.toSorted());
  // What was done before the kill is not done again, but for the batch in hand.
  expect(notes("reader").length).toBeLessThan(names.length + 50);

  const again = await fetch(`${cloud.url}/echo/x`, { headers: { authorization: `Bearer ${token}` } });
  expect(again.status).toBe(201);
  await post("/local/clock", { advance: "PT2H" });
  expect(notes("alarm")).toEqual(["reminder"]);
});

test("a second cloud does not start on the same data", async () => {
  const second = fork(join(import.meta.dirname, "lambdas/cloud-process.ts"), [folder], { stdio: "pipe" });
  let said = "";
  second.stderr?.on("data", (text) => {
    said += text;
  });
  const [code] = await once(second, "exit");
  expect(code).toBe(1);
  expect(said).toContain(`runs already on ${folder} (process ${child.pid})`);
});

function javaOf(parent: ChildProcess): number {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,comm="], { encoding: "utf8" }).split("\n");
  const line = lines
    .map((text) => text.trim().split(/\s+/))
    .find(([, ppid, name]) => Number(ppid) === parent.pid && name === "java");
  return Number(line?.[0]);
}

/** A process that has ended and that nobody has asked about yet does not run. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
