import { clockOffset, now } from "../../lib/time/clock.ts";
import type { Background } from "./background.ts";
import { sentence } from "./failure.ts";
import type { Logins } from "./logins.ts";
import type { Mailbox } from "./mailbox.ts";
import type {
  ComingSchedule,
  Condition,
  Health,
  Part,
  Published,
  ReceivedMail,
  RequestTimes,
} from "./seen.ts";

/** What the start page shows of the running cloud; nothing of it changes anything. */
export interface Glance {
  health(): Promise<Health>;
  /** What fires next, the earliest first, and how many wait in all. */
  schedules(): { readonly total: number; readonly items: readonly ComingSchedule[] };
  /** The last events since the start, the newest first. */
  events(): readonly Published[];
  requests(): readonly RequestTimes[];
  /** The last mails, the newest first, without their texts. */
  mails(): readonly ReceivedMail[];
  /** Who can sign in, the oldest login first. */
  logins(): readonly { readonly email: string; readonly userId: string }[];
}

const SCHEDULES = 20;
const MAILS = 10;
/** A schedule that is due this long ago, in milliseconds, ought to have fired. */
const LATE = 10_000;

interface Options {
  readonly background: Background;
  readonly mailbox: Mailbox;
  readonly logins: Logins;
  readonly requests: () => readonly RequestTimes[];
  /** Asks the database something small. */
  readonly askDatabase: () => Promise<unknown>;
}

export function glanceAt({ background, mailbox, logins, requests, askDatabase }: Options): Glance {
  const { scheduler, deadLetters } = background;

  function streams(): Part[] {
    return background.readers().map(({ function: name, isBehind, batches }) => ({
      name: name.replace("-", ": "),
      condition: isBehind ? "busy" : "ok",
      says: `${isBehind ? "behind, catching up" : "up to date"}, ${counted(batches, "batch", "batches")} since the start`,
    }));
  }

  function bus(): Part {
    const waiting = background.underWay();
    const says = waiting === 0 ? "nothing under way" : `${counted(waiting, "invocation")} under way`;
    return { name: "bus", condition: waiting === 0 ? "ok" : "busy", says };
  }

  function clockwork(): Part {
    const [first, ...others] = scheduler.coming();
    if (first === undefined) return { name: "scheduler", condition: "ok", says: "nothing is scheduled" };
    const isLate = first.at < now().getTime() - LATE;
    const says = `${counted(others.length + 1, "schedule")}${isLate ? `; ${first.schedule} is overdue` : ""}`;
    return { name: "scheduler", condition: isLate ? "busy" : "ok", says };
  }

  function dead(): Part {
    const letters = deadLetters.all().length;
    const says = letters === 0 ? "none" : `${counted(letters, "letter")} to look at`;
    return { name: "dead letters", condition: letters === 0 ? "ok" : "wrong", says };
  }

  return {
    async health() {
      const [database, post] = await Promise.all([
        reached("database", askDatabase, () => "answers"),
        reached(
          "mailbox",
          () => fetchOk(`${mailbox.url}/health-check`),
          () => counted(mailbox.mails().length, "mail"),
        ),
      ]);
      const parts = [database, ...streams(), bus(), clockwork(), post, dead()];
      return {
        condition: worst(parts),
        now: now().toISOString(),
        offsetSeconds: Math.round(clockOffset() / 1_000),
        mailboxUrl: mailbox.url,
        parts,
      };
    },
    schedules() {
      const coming = scheduler.coming();
      const items = coming.slice(0, SCHEDULES).map(({ function: name, schedule, at, cron }) => ({
        function: name,
        schedule,
        due: new Date(at).toISOString(),
        kind: cron ? ("recurring" as const) : ("once" as const),
      }));
      return { total: coming.length, items };
    },
    events: background.events,
    requests,
    mails: () =>
      mailbox
        .mails()
        .slice(-MAILS)
        .reverse()
        .map(({ messageId, destination, subject, at }) => ({
          id: messageId,
          to: destination.to,
          subject,
          at: new Date(at * 1_000).toISOString(),
        })),
    logins: () =>
      logins.all().flatMap(({ enabled, attributes: { email, "custom:user_id": userId } }) => {
        return enabled && email !== undefined && userId !== undefined ? [{ email, userId }] : [];
      }),
  };
}

/** A part that is asked over the network, with the time that its answer took. */
async function reached(name: string, ask: () => Promise<unknown>, says: () => string): Promise<Part> {
  const began = performance.now();
  try {
    await ask();
    return { name, condition: "ok", says: `${says()}, in ${Math.round(performance.now() - began)} ms` };
  } catch (error) {
    return { name, condition: "wrong", says: `does not answer: ${sentence(error)}` };
  }
}

async function fetchOk(url: string): Promise<void> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`it says ${answer.status}`);
}

function worst(parts: readonly Part[]): Condition {
  if (parts.some(({ condition }) => condition === "wrong")) return "wrong";
  return parts.some(({ condition }) => condition === "busy") ? "busy" : "ok";
}

function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
