import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { LocalFailure } from "./failure.ts";
import { readJson, writeJson } from "./json-file.ts";
import type { Service } from "./services.ts";

const instance = z.looseObject({ pid: z.number(), port: z.number(), id: z.string() });

export interface Lock {
  /** By its answer another process knows that this one lives: process numbers are used again, this id is not. */
  readonly service: Service;
  /**
   * Makes the folder this process's own.
   * @throws LocalFailure when another process that lives has it
   */
  take(folder: string, port: number): Promise<void>;
}

export function createLock(): Lock & { release(folder: string): void } {
  const id = randomUUID();
  return {
    service: ({ method, path }) =>
      method === "GET" && path.join() === "instance" ? { status: 200, body: { id } } : undefined,
    async take(folder, port) {
      const other = await runningOn(folder);
      if (other !== undefined) {
        throw new LocalFailure(
          `The local cloud runs already on ${folder} (process ${other}): stop that one first.`,
        );
      }
      writeJson(fileIn(folder), { pid: process.pid, port, id });
    },
    release: (folder) => rmSync(fileIn(folder), { force: true }),
  };
}

/** The number of the process that has a folder, or undefined when none that lives has it. */
export async function runningOn(folder: string): Promise<number | undefined> {
  const taken = readJson(fileIn(folder), instance);
  return taken !== undefined && (await lives(taken)) ? taken.pid : undefined;
}

const fileIn = (folder: string) => join(folder, "running.json");

async function lives({ port, id }: z.infer<typeof instance>): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/instance`, { signal: AbortSignal.timeout(1_000) });
    return instance.pick({ id: true }).parse(await answer.json()).id === id;
  } catch {
    return false;
  }
}
