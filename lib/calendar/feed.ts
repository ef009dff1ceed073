import ical from "ical-generator";
import { type Person, person } from "../access/directory.ts";
import { dueList, type FollowUp, followUps } from "../follow-ups/follow-up.ts";
import { titleOf } from "../follow-ups/tasks.ts";
import { linkTo } from "../mail/links.ts";
import { Problem } from "../problem/problem.ts";
import { query } from "../table/query.ts";
import { agendaOf, type Task, tasks } from "../tasks/task.ts";
import { MINUTE } from "../time/units.ts";
import { holderOf } from "./link.ts";

/** One entry of a work plan. */
interface Entry {
  readonly id: string;
  readonly at: string;
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly version: number;
  readonly updatedAt: string;
}

/** The most entries of one kind: more is no plan. */
const MOST = 500;
/** How long an entry is shown to last, in milliseconds; nobody says how long work takes. */
const SHOWN = 30 * MINUTE;

/**
 * The work plan of whoever holds the token, as a calendar (RFC 5545): planned follow-ups and open tasks with a due
 * instant. Three calls.
 * @throws Problem not-found when the token opens nothing
 */
export async function calendarOf(token: string): Promise<string> {
  const userId = await holderOf(token);
  const holder = userId === undefined ? undefined : await person(userId);
  if (holder?.active !== true)
    throw new Problem("not-found", "this address opens no calendar, or no longer does");
  const due = (key: string) =>
    query({ index: "byDue", key }, { order: "ascending", limit: MOST, range: { between: ["0", "9"] } });
  const [planned, open] = await Promise.all([
    due(dueList.handler(holder.userId, "planned")),
    due(agendaOf(holder.userId, "open")),
  ]);
  const entries = await Promise.all([
    ...planned.map((item) => ofFollowUp(followUps.schema.parse(item), holder)),
    ...open
      .map((item) => tasks.schema.parse(item))
      // A follow-up stands for its task.
      .filter(({ origin }) => origin !== "follow-up")
      .map(ofTask),
  ]);
  return written(entries);
}

async function ofFollowUp(record: FollowUp, { language }: Person): Promise<Entry> {
  const { id, plannedAt: at, version, updatedAt, opportunityName, contactName, content } = record;
  const description = [content, opportunityName, contactName].filter(Boolean).join("\n");
  const url = await linkTo("follow-ups", id);
  return { id, at, title: titleOf(record, language), description, url, version, updatedAt };
}

async function ofTask(record: Task): Promise<Entry> {
  const { id, dueAt: at = "", title, version, updatedAt, content, customerName } = record;
  const description = [content, customerName].filter(Boolean).join("\n");
  return { id, at, title, description, url: await linkTo("tasks", id), version, updatedAt };
}

function written(entries: readonly Entry[]): string {
  const calendar = ical({ name: "Guanxi 关系", prodId: { company: "Guanxi", product: "Work plan" } });
  // How often programs look for news, in seconds.
  calendar.ttl(15 * 60);
  for (const { id, at, title, description, url, version, updatedAt } of entries) {
    const start = new Date(at);
    calendar.createEvent({
      id: `${id}@guanxi`,
      start,
      end: new Date(start.getTime() + SHOWN),
      summary: title,
      description,
      url,
      sequence: version,
      stamp: new Date(updatedAt),
      lastModified: new Date(updatedAt),
    });
  }
  // The last line ends like every other.
  return `${calendar.toString()}\r\n`;
}
