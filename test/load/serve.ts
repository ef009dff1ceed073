import { fork } from "node:child_process";
import type { Profiler } from "node:inspector";
import { join } from "node:path";
import type { Ask, Served, Usage } from "./served.ts";

/** The product in a process of its own, and what that process tells of itself. */
export interface Subject extends Served {
  usage(): Promise<Usage>;
  /** Runs something and tells in which functions the product spent its time meanwhile. */
  profiled(work: () => Promise<unknown>): Promise<Profiler.Profile>;
  stop(): void;
}

/** Starts the product to be loaded, with the flags that `npm start` gives its process. */
export async function serve(): Promise<Subject> {
  const child = fork(join(import.meta.dirname, "served.ts"), {
    execArgv: ["--max-old-space-size=384", "--max-semi-space-size=8"],
  });
  const told = <T>() =>
    new Promise<T>((resolve, reject) => {
      const ended = () => reject(new Error("the product ended by itself"));
      child.once("exit", ended);
      child.once("message", (message: T) => {
        child.off("exit", ended);
        resolve(message);
      });
    });
  const ask = <T>(question: Ask): Promise<T> => {
    const answer = told<T>();
    child.send(question);
    return answer;
  };
  const served = await told<Served>();
  return {
    ...served,
    usage: () => ask("usage"),
    async profiled(work) {
      await ask("profile");
      await work();
      return ask("profiled");
    },
    stop: () => child.disconnect(),
  };
}
