import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Ports } from "../../infra/local/ports.ts";
import { CALM, type Message, type Orders, type Weather } from "./victim/messages.ts";

type Ready = Extract<Message, { kind: "ready" }>;
export type Staff = Ready["staff"] & {};

/** The product in a process that is killed and started again on the same data. */
export interface Victim {
  readonly url: string;
  readonly database: string;
  readonly staff: Staff;
  /**
   * kill -9, the database with it, and a new start; resolves when it answers again.
   * @param when what it was doing
   */
  kill(when: string): Promise<void>;
  /** Resolves when the process obeys. */
  order(orders: Partial<Orders>): Promise<void>;
  /** Write units that it has spent on the table since it was started last. */
  units(): Promise<number>;
  /** How often what was killed. */
  readonly kills: ReadonlyMap<string, number>;
  weather(): Weather;
  /** What the local cloud said, beside the deaths it was made to see. */
  readonly said: readonly string[];
  /** @param keep whether its data is to be looked at */
  stop(keep: boolean): Promise<void>;
}

/**
 * Starts the product with an empty company on free ports.
 * @param begins what its clock shows then; the time it is unless told
 */
export async function startVictim(seed: number, begins?: Date): Promise<Victim> {
  const folder = mkdtempSync(join(tmpdir(), "chaos-"));
  if (begins !== undefined)
    writeFileSync(join(folder, "clock.json"), JSON.stringify({ offset: begins.getTime() - Date.now() }));
  const ports: Ports = {
    gateway: await freePort(),
    mailbox: await freePort(),
    database: await freePort(),
    services: await freePort(),
  };
  const kills = new Map<string, number>();
  const said: string[] = [];
  const weather = { duplicated: 0, reordered: 0, recut: 0 };
  let generation = 0;
  let units = 0;
  let orders = CALM;

  const count = (what: string) => kills.set(what, (kills.get(what) ?? 0) + 1);
  function hear(message: Message): void {
    if (message.kind === "obeyed") units = message.units;
    if (message.kind === "killed") count(message.function);
    if (message.kind === "weather")
      for (const how of ["duplicated", "reordered", "recut"] as const) weather[how] += message[how];
    if (message.kind === "said" && !message.line.includes(" was killed")) said.push(message.line);
  }

  async function start(): Promise<{ child: ChildProcess; staff: Staff | undefined }> {
    for (let tries = 1; ; tries += 1) {
      const args = [folder, JSON.stringify(ports), String(seed), String(generation++)];
      const child = fork(join(import.meta.dirname, "victim/product-process.ts"), args, {
        env: { ...process.env, POWERTOOLS_LOG_LEVEL: process.env.POWERTOOLS_LOG_LEVEL ?? "SILENT" },
        execArgv: ["--max-old-space-size=384", "--max-semi-space-size=8"],
      });
      child.on("message", hear);
      const ready = await Promise.race([heard(child, "ready"), once(child, "exit").then(() => undefined)]);
      if (ready !== undefined) return { child, staff: ready.staff };
      if (tries === 5) throw new Error(`the product does not start: ${said.at(-1)}`);
      await sleep(500);
    }
  }

  async function obey(child: ChildProcess): Promise<void> {
    const over = new AbortController();
    const exit = once(child, "exit", { signal: over.signal }).catch(() => {});
    const obeyed = Promise.race([heard(child, "obeyed"), exit]);
    child.send(orders);
    await obeyed;
    over.abort();
  }

  async function end(): Promise<void> {
    const ended = once(current, "exit");
    current.kill("SIGKILL");
    await ended;
    // Java goes with it, a moment later.
    while (await isTaken(ports.database)) await sleep(20);
  }

  const first = await start();
  let current = first.child;
  if (first.staff === undefined) throw new Error("the company was founded before");
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => {
    last = last.then(work);
    return last;
  };
  return {
    url: `http://localhost:${ports.gateway}`,
    database: `http://127.0.0.1:${ports.database}`,
    staff: first.staff,
    kill: (when) =>
      inTurn(async () => {
        count(`the whole product ${when}`);
        await end();
        current = (await start()).child;
        await obey(current);
      }),
    order: (wanted) =>
      inTurn(async () => {
        orders = { ...orders, ...wanted };
        await obey(current);
      }),
    async units() {
      await inTurn(() => obey(current));
      return units;
    },
    kills,
    weather: () => weather,
    said,
    stop: (keep) =>
      inTurn(async () => {
        await end();
        if (keep) console.log(`its data is kept in ${folder}`);
        else rmSync(folder, { recursive: true, force: true });
      }),
  };
}

function heard<K extends Message["kind"]>(
  child: ChildProcess,
  kind: K,
): Promise<Extract<Message, { kind: K }>> {
  return new Promise((resolve) => {
    const listen = (message: Message) => {
      if (message.kind !== kind) return;
      child.off("message", listen);
      resolve(message as Extract<Message, { kind: K }>);
    };
    child.on("message", listen);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
