import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Doom } from "./doomed-process.ts";

/** Processes that wait for a run to die in: starting one takes longer than most runs. */
const spares: ChildProcess[] = [];
const SPARES = 2;

function spare(): ChildProcess {
  return fork(join(import.meta.dirname, "doomed-process.ts"), [], { execArgv: [], stdio: "ignore" });
}

/** Lets processes wait from now on; they inherit the environment as it is. */
export function prepareSpares(): void {
  while (spares.length < SPARES) spares.push(spare());
}

/**
 * Runs a function in a process of its own that kills itself in the middle.
 * @throws Error always: nobody ever hears how it ended
 */
export async function die(doom: Doom): Promise<never> {
  const child = spares.shift() ?? spare();
  const ended = once(child, "exit");
  child.send(doom);
  const [code, signal] = await ended;
  prepareSpares();
  if (signal !== "SIGKILL") throw new Error(`${doom.functionName} ended with ${code} before it was killed`);
  throw new Error(`${doom.functionName} was killed`);
}
