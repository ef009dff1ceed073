import { decodeTime, monotonicFactory, ulid } from "ulid";
import * as z from "zod";
import { perProcess } from "../process.ts";
import { randomFraction } from "./random.ts";

/** The prefix of every record type's ids. */
export const PREFIXES = {
  user: "usr",
  department: "dep",
  role: "rol",
  customer: "cus",
  contact: "con",
  product: "prd",
  partner: "prt",
  competitor: "cmp",
  opportunity: "opp",
  "follow-up": "fup",
  task: "tsk",
  activity: "act",
  order: "ord",
  delivery: "dlv",
  "service-card": "sca",
  "service-request": "srq",
  survey: "svy",
  complaint: "cpt",
  "knowledge-article": "kba",
  membership: "mbr",
  movement: "mov",
  template: "tpl",
  "care-rule": "crl",
  "care-mail": "crm",
  "care-run": "crr",
  "mail-recipient": "mrc",
  segment: "seg",
  "customer-value": "val",
  "value-run": "vrn",
  campaign: "cmg",
  "campaign-mail": "cml",
  "commission-plan": "cpl",
  import: "imp",
  mail: "mai",
  handover: "hov",
} as const;
export type RecordType = keyof typeof PREFIXES;

const sequence = perProcess(() => ({ latest: 0, next: monotonicFactory(randomFraction) }));

/** A new id of that type, e.g. `cus_01J…`, that sorts by `at`; ids of the same millisecond sort as they were made. */
export function newId(type: RecordType, at: Date): string {
  const time = at.getTime();
  const ids = sequence();
  ids.latest = Math.max(ids.latest, time);
  // The monotonic factory would move an earlier time to the latest it has seen.
  return `${PREFIXES[type]}_${time < ids.latest ? ulid(time, randomFraction) : ids.next(time)}`;
}

/** The year (UTC) in which an id was made. */
export function yearOfId(id: string): number {
  return new Date(decodeTime(ulidOf(id))).getUTCFullYear();
}

/** The part of an id that sorts by time. */
export function ulidOf(id: string): string {
  return id.slice(id.indexOf("_") + 1);
}

/** Schema of an id of one type; an id of another type is refused by name. */
export function idOf<T extends RecordType>(type: T) {
  const { prefix, named, examples, shape } = shapeOf(type);
  return z
    .string()
    .regex(new RegExp(`^${shape}$`), { error: `must be the id of ${named}: ${prefix}_ and 26 characters` })
    .meta({ examples });
}

/** Stands where a record names nobody, or nothing: in totals, in lists, and in queries for these. */
export const NONE = "none";

/** Schema of a query for records that name one of that type, or `none`: those that name nobody, or nothing, there. */
export function idOrNone<T extends RecordType>(type: T) {
  const { named, examples, shape } = shapeOf(type);
  return z
    .string()
    .regex(new RegExp(`^(?:${NONE}|${shape})$`), { error: `must be the id of ${named}, or none` })
    .meta({ examples, description: "`none` finds those without" });
}

function shapeOf(type: RecordType) {
  const prefix = PREFIXES[type];
  return {
    prefix,
    named: `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`,
    examples: [`${prefix}_01JCXW3V7Q8F2M4N6P8R0T2V4X`],
    shape: `${prefix}_[0-7][0-9A-HJKMNP-TV-Z]{25}`,
  };
}
