import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDatabase } from "../../infra/local/database.ts";
import { type Figure, median } from "./figure.ts";
import type { Share } from "./in-turn.ts";

const RUNS = 3;

/** From `npm start`, for the second time and later, to ready, and how much of that DynamoDB Local takes by itself. */
export async function startFigures(share: Share): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "start-"));
  try {
    await startProduct(folder);
    const own: number[] = [];
    const all: number[] = [];
    for (let run = 0; run < Math.ceil(RUNS * share); run += 1) {
      own.push(await startDatabaseAlone(join(folder, "dynamodb")));
      all.push(await startProduct(folder));
    }
    const beyond = (median(all) - median(own)) / 1_000;
    const detail = `${(median(all) / 1_000).toFixed(2)} s − ${(median(own) / 1_000).toFixed(2)} s`;
    return [
      {
        name: "second start to ready, beyond DynamoDB Local's own",
        value: beyond,
        unit: "s",
        target: 2,
        detail,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns milliseconds until it says that it is ready; it is stopped then */
async function startProduct(folder: string): Promise<number> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "..", "..", "infra", "local", "start.mjs"), "--empty"],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        LOCAL_DATA: folder,
        GATEWAY_PORT: "0",
        MAILBOX_PORT: "0",
        DATABASE_PORT: "0",
        SERVICES_PORT: "0",
      },
    },
  );
  await said(child, /Ready in/);
  const time = performance.now() - began;
  const ended = once(child, "exit");
  child.kill("SIGINT");
  await ended;
  return time;
}

async function startDatabaseAlone(folder: string): Promise<number> {
  const began = performance.now();
  const fail = (failure: Error) => {
    throw failure;
  };
  const database = await startDatabase({ port: 0, folder, optimise: true, died: fail });
  await database.ready;
  const time = performance.now() - began;
  await database.stop();
  return time;
}

function said({ stdout }: ChildProcess, wanted: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    stdout?.on("data", (chunk: Buffer) => {
      text += chunk;
      if (wanted.test(text)) resolve();
    });
    stdout?.on("end", () => reject(new Error(`the product did not start: ${text}`)));
  });
}
