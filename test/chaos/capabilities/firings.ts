import { derivedId } from "../../../lib/ids/derived.ts";
import type { FieldChange } from "../../../lib/projections/history.ts";
import type { Item } from "../../../lib/table/entity.ts";
import type { Evidence } from "../capability.ts";

/** One time that a follow-up fired, as its history tells, and what it left. */
export interface Firing {
  readonly kind: "due" | "overdue-handler" | "overdue-manager";
  readonly at: string;
  /** For when it was planned then. */
  readonly plannedAt: string;
  readonly tasks: readonly Item[];
  readonly mails: readonly Item[];
}

const MARKS = {
  due: "remindedAt",
  "overdue-handler": "handlerWarnedAt",
  "overdue-manager": "managerWarnedAt",
} as const;
const KINDS = Object.keys(MARKS) as (keyof typeof MARKS)[];

interface Index {
  readonly histories: Map<unknown, Item[]>;
  readonly tasks: Map<unknown, Item[]>;
  readonly mails: Map<unknown, Item[]>;
}
const indexes = new WeakMap<Evidence, Index>();

function indexOf(evidence: Evidence): Index {
  const found = indexes.get(evidence) ?? {
    histories: Map.groupBy(evidence.of("history"), ({ pk }) => pk),
    tasks: Map.groupBy(evidence.of("task"), ({ followUpId }) => followUpId),
    // Those about work; letters to customers are written from templates.
    mails: Map.groupBy(
      evidence.of("mail").filter(({ message }) => message !== undefined),
      ({ message }) => aboutOf(message),
    ),
  };
  indexes.set(evidence, found);
  return found;
}

/** Characters of an id that tell records of one instant apart. */
const RANDOM_PART = 16;

const aboutOf = (message: unknown) => (message as { action: { url: string } }).action.url.split("/").at(-1);

/** Every firing of a follow-up, read off its history; what tasks and mails there are beyond these comes with the first. */
export function firingsOf(evidence: Evidence, { id }: Item): Firing[] {
  const { histories, tasks, mails } = indexOf(evidence);
  const versions = (histories.get(`history#${id}`) ?? []).toSorted((a, b) =>
    String(a.sk) < String(b.sk) ? -1 : 1,
  );
  const fields = new Map<string, unknown>();
  const found: Omit<Firing, "tasks" | "mails">[] = [];
  for (const { changes, at } of versions) {
    const changed = changes as FieldChange[];
    const plannedAt = String(fields.get("plannedAt"));
    for (const { field, to } of changed) fields.set(field, to);
    for (const kind of KINDS)
      if (changed.some(({ field, to }) => field === MARKS[kind] && to !== undefined))
        found.push({ kind, at: String(at), plannedAt });
  }
  const left = { tasks: [...(tasks.get(id) ?? [])], mails: [...(mails.get(id) ?? [])] };
  const fired = found.map((firing) => ({
    ...firing,
    tasks: take(left.tasks, (task) => isTaskOf(task, firing)),
    mails: take(left.mails, (mail) => isMailOf(mail, firing)),
  }));
  const [first, ...others] = fired;
  if (first === undefined) {
    return left.tasks.length + left.mails.length === 0
      ? []
      : [{ kind: "due", at: "9999", plannedAt: "never", ...left }];
  }
  return [
    { ...first, tasks: [...first.tasks, ...left.tasks], mails: [...first.mails, ...left.mails] },
    ...others,
  ];
}

function take(from: Item[], suits: (item: Item) => boolean): Item[] {
  const taken = from.filter(suits);
  from.splice(0, from.length, ...from.filter((item) => !suits(item)));
  return taken;
}

function isTaskOf(
  { origin, dueAt, createdAt }: Item,
  { kind, plannedAt, at }: Omit<Firing, "tasks" | "mails">,
) {
  if (kind === "due") return origin === "follow-up" && dueAt === plannedAt;
  return kind === "overdue-manager" && origin === "opportunity" && createdAt === at;
}

/** A mail's id begins with the instant for which the follow-up was planned. */
function isMailOf({ id, rule }: Item, { kind, plannedAt }: Omit<Firing, "tasks" | "mails">) {
  const begins = derivedId("mail", new Date(plannedAt)).slice(0, -RANDOM_PART);
  return rule === `follow-up.${kind}` && String(id).startsWith(begins);
}
