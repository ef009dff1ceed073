import { join } from "node:path";
import type { Lambda } from "../../functions/lambda.ts";
import { now } from "../../lib/time/clock.ts";
import { busService } from "./bus.ts";
import type { DatabaseCall } from "./database-call.ts";
import { watchDatabaseCalls } from "./database-calls.ts";
import { type DeadLetters, openDeadLetters } from "./dead-letters.ts";
import { invocation, startInvocations } from "./invocations.ts";
import { openJournal } from "./journal.ts";
import { type MailFeedback, mailFeedback } from "./mail-feedback.ts";
import { keepRecent } from "./recent.ts";
import type { Runner } from "./runner.ts";
import { type Scheduler, startScheduler } from "./scheduler.ts";
import { schedulerService } from "./scheduler-service.ts";
import type { Published } from "./seen.ts";
import type { Service } from "./services.ts";
import { type ReaderState, startStreams } from "./streams.ts";

/** All that works behind the API: stream readers, bus and scheduler. */
export interface Background {
  readonly scheduler: Scheduler;
  readonly deadLetters: DeadLetters;
  readonly tellOfMail: MailFeedback;
  /** The last events of the bus, the newest first. */
  events(): readonly Published[];
  /** How many invocations wait or run. */
  underWay(): number;
  readers(): readonly ReaderState[];
  /** What functions reach of it by AWS clients. */
  readonly services: readonly Service[];
  /** Resolves when no stream record is unread, and no event or schedule on its way. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

interface Options {
  readonly lambdas: readonly Lambda[];
  readonly runner: Runner;
  readonly call: DatabaseCall;
  readonly streamArn: string;
  /** Where everything under way is kept; in memory without one. */
  readonly dataDir: string | undefined;
  /** Zone of cron expressions. */
  readonly zone: string;
  readonly log: (line: string) => void;
}

/** How many events are remembered. */
const EVENTS = 50;

/** Starts it, but for the scheduler, which fires once it is told to resume. */
export function startBackground({
  lambdas,
  runner,
  call,
  streamArn,
  dataDir,
  zone,
  log,
}: Options): Background {
  const inFolder = (name: string) => dataDir && join(dataDir, name);
  const deadLetters = openDeadLetters(inFolder("dead-letters"), log);
  const journal = openJournal(inFolder("invocations.jsonl"), invocation);
  const invocations = startInvocations({ journal, runner, deadLetters, now });
  let writes = 0;
  const written = () => writes;
  const scheduler = startScheduler({ folder: dataDir, lambdas, invocations, writes: written, zone });
  const file = inFolder("checkpoints.jsonl");
  const streams = startStreams({ lambdas, streamArn, call, writes: written, runner, deadLetters, file, log });
  watchDatabaseCalls(() => {
    writes += 1;
    streams.wake();
  });
  const events = keepRecent<Published>(EVENTS);
  const activity = () => streams.activity() + invocations.activity();
  /** What was done left nothing to be done. */
  const isDone = () => invocations.underWay() === 0 && streams.haveReadAll();

  return {
    scheduler,
    deadLetters,
    tellOfMail: mailFeedback(lambdas, invocations, now),
    events: events.all,
    underWay: invocations.underWay,
    readers: streams.readers,
    services: [
      busService(lambdas, invocations, now, events.add),
      schedulerService(scheduler, new Set(lambdas.map(({ name }) => name))),
    ],
    async drain() {
      let before: number;
      do {
        await invocations.idle();
        before = activity();
        await streams.quiet();
      } while (before !== activity() && !isDone());
    },
    async stop() {
      scheduler.pause();
      await streams.stop();
      await invocations.stop();
      // Last: whatever still ran could make schedules.
      scheduler.stop();
    },
  };
}
