import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startLocalCloud } from "../../../infra/local/cloud.ts";
import { LocalFailure } from "../../../infra/local/failure.ts";
import { portsFrom } from "../../../infra/local/ports.ts";

const root = join(import.meta.dirname, "../../..");
const PORTS = ["GATEWAY_PORT", "MAILBOX_PORT", "DATABASE_PORT", "SERVICES_PORT"] as const;

let folder: string;
let ports: Record<string, string>;
let started: Started | undefined;

interface Started {
  child: ChildProcess;
  said: () => string;
  /** The exit code. */
  ended: Promise<number | null>;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "guanxi-"));
  ports = Object.fromEntries(await Promise.all(PORTS.map(async (name) => [name, String(await freePort())])));
});
afterEach(async () => {
  started?.child.kill("SIGTERM");
  await started?.ended;
  started = undefined;
  rmSync(folder, { recursive: true, force: true });
});

function run(script: string, more: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [join(root, "infra/local", script), "--empty"], {
    env: { ...process.env, ...ports, LOCAL_DATA: folder, ...more },
    stdio: "pipe",
  });
  let said = "";
  for (const output of [child.stdout, child.stderr]) output.on("data", (text) => (said += text));
  const ended = once(child, "exit").then(([code]) => code);
  return { child, said: () => said, ended };
}

async function start(): Promise<Started> {
  const { said, ended, child } = run("start.mjs");
  started = { said, ended, child };
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  await expect.poll(() => isOver || said().includes("Ready in"), { timeout: 100_000 }).toBe(true);
  expect(said()).toContain("Ready in");
  return started;
}

test("says where everything is, ends on Ctrl-C with all its processes, and starts again on the same data", async () => {
  const first = await start();
  expect(first.said()).toContain(`http://localhost:${ports.GATEWAY_PORT}`);
  expect(first.said()).toContain(`http://localhost:${ports.GATEWAY_PORT}/docs`);
  expect(first.said()).toContain(`http://localhost:${ports.MAILBOX_PORT}`);
  const family = descendantsOf(first.child);
  expect(family.length).toBeGreaterThanOrEqual(2);
  first.child.kill("SIGINT");
  expect(await first.ended).toBe(0);
  await expect.poll(() => family.filter(isRunning)).toEqual([]);

  await start();
});

test("leaves nothing behind when its parent is killed", async () => {
  const { child, ended } = await start();
  const family = descendantsOf(child);
  child.kill("SIGKILL");
  await ended;
  await expect.poll(() => family.filter(isRunning)).toEqual([]);
});

test("is emptied by reset, but not while it runs", async () => {
  const { child, ended } = await start();
  const refused = run("reset.mjs");
  expect(await refused.ended).toBe(1);
  expect(refused.said()).toMatch(/^The local cloud is running \(process \d+\): stop it, then reset\.\n$/);
  expect(existsSync(join(folder, "dynamodb"))).toBe(true);
  child.kill("SIGTERM");
  await ended;
  expect(await run("reset.mjs").ended).toBe(0);
  expect(existsSync(folder)).toBe(false);
});

describe("says in one sentence", () => {
  test("that a port is in use", async () => {
    await inUse("GATEWAY_PORT", async (sentence) => {
      expect(await sentenceOf(run("start.mjs"))).toMatch(sentence);
    });
  });

  test("that there is no Java, and how to get it", async () => {
    expect(await sentenceOf(run("start.mjs", { JAVA_HOME: folder }))).toMatch(
      /needs Java 17 or newer, and there is none: \S+/,
    );
  });

  /** All that the terminal shows in the end. */
  async function sentenceOf({ ended, said }: Started): Promise<string> {
    expect(await ended).toBe(1);
    expect(said().trim().split("\n")).toHaveLength(1);
    return said();
  }
});

// In this process, where a start takes a fraction of the time.
describe("has a sentence for the terminal", () => {
  const trouble = async (more: Record<string, string> = {}) => {
    const { LOCAL_DATA: dataDir = folder, ...variables } = { ...ports, ...more };
    const starting = async () => startLocalCloud({ dataDir, ports: portsFrom(variables) });
    const failure = await starting().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LocalFailure);
    return (failure as LocalFailure).message;
  };

  test.each(PORTS)("when %s is in use", async (name) => {
    await inUse(name, async (sentence) => expect(await trouble()).toMatch(sentence));
  });

  test("when a port is none", async () => {
    expect(await trouble({ GATEWAY_PORT: "http" })).toContain("GATEWAY_PORT must be a port number");
  });

  test("when the data folder is none", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(await trouble({ LOCAL_DATA: file })).toContain(`The data folder ${file} cannot be used`);
  });

  test("when the data is damaged", async () => {
    mkdirSync(join(folder, "dynamodb"));
    writeFileSync(join(folder, "dynamodb", "shared-local-instance.db"), "no database".repeat(1_000));
    expect(await trouble()).toContain("cannot read its data");
    rmSync(join(folder, "dynamodb"), { recursive: true });
    writeFileSync(join(folder, "schedules.jsonl"), "no schedule\n");
    expect(await trouble()).toContain("schedules.jsonl is damaged");
  });
});

/** Lets another program listen on one of the ports meanwhile. */
async function inUse(name: (typeof PORTS)[number], then: (sentence: RegExp) => Promise<void>) {
  const other = createServer().listen(Number(ports[name]), "127.0.0.1");
  await once(other, "listening");
  try {
    await then(new RegExp(`^Port ${ports[name]} \\(\\w+\\) is in use .* set ${name} to`));
  } finally {
    other.close();
  }
}

/** All processes that a process started, and those started. */
function descendantsOf(child: ChildProcess): number[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    pairs.filter(([, ppid]) => ppid === parent).flatMap(([pid = 0]) => [pid, ...below(pid)]);
  return below(child.pid ?? 0);
}

/** A process that has ended and that nobody has asked about yet does not run. */
function isRunning(pid: number): boolean {
  const lines = execFileSync("ps", ["-eo", "pid=,stat="], { encoding: "utf8" }).trim().split("\n");
  return lines.some((line) => new RegExp(`^\\s*${pid}\\s+[^Z]`).test(line));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
