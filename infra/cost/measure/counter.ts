import { forget } from "../../../lib/table/cache.ts";
import { documents } from "../../../lib/table/client.ts";
import type { Around } from "../../local/runner.ts";
import type { Service } from "../../local/services.ts";
import type { Work } from "../profile.ts";
import { asking, type Consumption, consumptionOf, consumptionOfRefusal } from "./consumption.ts";
import { listenToLogs } from "./logs.ts";

type Counts = {
  -readonly [K in keyof Omit<Work, "requests" | "answerBytes" | "mails" | "storedBytes">]: Work[K];
} & {
  /** Of items that expire within days. */
  passingBytes: number;
};

/** Counts what functions do, one after the other. */
export interface Counter {
  readonly observer: { readonly around: Around; readonly service: Service };
  /** Watches the functions' database client and their logs from here on; the local cloud is running. */
  watch(): void;
  /** What was counted since the last time, and begins anew. */
  take(): Counts;
  stop(): void;
}

const nothing = (): Counts => ({
  calls: 0,
  readUnits: 0,
  writeUnits: 0,
  passingBytes: 0,
  events: 0,
  eventBytes: 0,
  logBytes: 0,
  logLines: 0,
  functions: {},
});

/** What EventBridge writes around an event's detail: source, type, time, ids, in bytes. */
const ENVELOPE = 330;

/**
 * A counter for one local cloud. Functions run one after the other, so that each has the processor to itself; and each
 * remembers nothing, neither roles nor settings: at the pace of a company most runs are the first of their process for
 * seconds.
 */
export function countWork(): Counter {
  let counts = nothing();
  let last: Promise<unknown> = Promise.resolve();
  let running = false;
  const undo: (() => void)[] = [];

  async function counted(name: string, run: () => Promise<unknown>): Promise<unknown> {
    forget("");
    running = true;
    const began = performance.now();
    try {
      return await run();
    } finally {
      const { runs, milliseconds } = counts.functions[name] ?? { runs: 0, milliseconds: 0 };
      const lasted = performance.now() - began;
      counts.functions[name] = { runs: runs + 1, milliseconds: milliseconds + lasted };
      running = false;
    }
  }

  function add({ reads, writes, passing }: Consumption): void {
    counts.calls += 1;
    counts.readUnits += reads;
    counts.writeUnits += writes;
    counts.passingBytes += passing;
  }

  return {
    observer: {
      around(name, run) {
        const done = last.then(() => counted(name, run));
        last = done.catch(() => {});
        return done;
      },
      service: ({ target, body }) => {
        if (target !== "AWSEvents.PutEvents") return undefined;
        const { Entries = [] }: { Entries?: { Detail: string }[] } = Object(body);
        counts.events += Entries.length;
        for (const { Detail } of Entries) counts.eventBytes += Buffer.byteLength(Detail) + ENVELOPE;
        return undefined;
      },
    },
    watch() {
      documents().middlewareStack.add(
        (next, { commandName = "" }) =>
          async (args) => {
            if (!running) return next(args);
            const command = commandName.replace(/Command$/, "");
            try {
              const answer = await next({ ...args, input: asking(args.input) });
              add(consumptionOf(command, args.input, answer.output));
              return answer;
            } catch (error) {
              add(consumptionOfRefusal(command, args.input));
              throw error;
            }
          },
        { name: "countedWork", step: "initialize" },
      );
      undo.push(
        listenToLogs((line) => {
          if (!running) return;
          counts.logLines += 1;
          counts.logBytes += Buffer.byteLength(line);
        }),
      );
    },
    take() {
      const taken = counts;
      counts = nothing();
      return taken;
    },
    stop() {
      for (const each of undo.splice(0)) each();
    },
  };
}
