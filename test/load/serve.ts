import { fork } from "node:child_process";
import type { Profiler } from "node:inspector";
import { join } from "node:path";
import type { Ask, Mailed, Served, Usage } from "./served.ts";

/** The product in a process of its own, and what that process tells of itself. */
export interface Subject extends Served {
  /** Public links by the ids of their surveys, as their mails arrive. */
  readonly links: ReadonlyMap<string, string>;
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
  const links = new Map<string, string>();
  child.on("message", (message) => {
    if (isMailed(message)) links.set(message.surveyId, message.link);
  });
  const told = <T>() =>
    new Promise<T>((resolve, reject) => {
      const ended = () => reject(new Error("the product ended by itself"));
      const hear = (message: T | Mailed) => {
        if (isMailed(message)) return;
        child.off("exit", ended);
        child.off("message", hear);
        resolve(message);
      };
      child.once("exit", ended);
      child.on("message", hear);
    });
  const ask = <T>(question: Ask): Promise<T> => {
    const answer = told<T>();
    child.send(question);
    return answer;
  };
  const served = await told<Served>();
  return {
    ...served,
    links,
    usage: () => ask("usage"),
    async profiled(work) {
      await ask("profile");
      await work();
      return ask("profiled");
    },
    stop: () => child.disconnect(),
  };
}

function isMailed(message: unknown): message is Mailed {
  return typeof message === "object" && message !== null && "surveyId" in message;
}
