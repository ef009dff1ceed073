import { inDays } from "../../makers/deal.ts";
import type { Sample } from "../sample.ts";
import type { Subject } from "../serve.ts";
import type { SOLE } from "../served.ts";

/** Who asks: the salesperson, the agent or the technician of the sample, or the one person who has another role. */
export type Caller = "salesperson" | "agent" | "technician" | (typeof SOLE)[number];

/** A request whose time and cost may not depend on how many customers there are. */
export interface Case {
  readonly name: string;
  readonly as: Caller;
  readonly method: "GET" | "POST" | "PATCH";
  readonly path: (sample: Sample, subject: Subject) => string;
  /** Why it is known to cost more with more customers: it is reported, and does not fail the run. */
  readonly grows?: string;
  readonly body?: (sample: Sample, subject: Subject, turn: number) => unknown;
  /** Is sent with an Idempotency-Key. */
  readonly keyed?: true;
}

/**
 * Pages are small, so that the smallest size fills them too: else a larger one would read more for that reason alone. With a
 * filter eight times as many are read.
 */
export const PAGE = "limit=1";

/** A month that is over: what the current one holds depends on the day. */
export const MONTH = `month=${inDays(new Date(), -new Date().getDate() - 1).slice(0, 7)}`;

/** The person who asks for a sample. */
export function whoAsks(as: Caller, sample: Sample, { staff }: Subject): string {
  switch (as) {
    case "salesperson":
      return sample.ownerId;
    case "agent":
      return sample.agentId;
    case "technician":
      return sample.technicianId;
    default:
      return staff[as];
  }
}

/** A read by everybody who is named. */
export function get(path: string | Case["path"], ...callers: readonly Caller[]): Case[] {
  const at = typeof path === "string" ? () => path : path;
  return callers.map((as) => ({ name: `GET ${titleOf(at)}, ${as}`, as, method: "GET", path: at }));
}

/** The same, known to cost more with more customers. */
export function growing(grows: string, cases: readonly Case[]): Case[] {
  return cases.map((wanted) => ({ ...wanted, grows }));
}

/** A command, or a question that is asked with a body. */
export function post(path: Case["path"], as: Caller, body: NonNullable<Case["body"]>): Case {
  return { name: `POST ${titleOf(path)}, ${as}`, as, method: "POST", path, body };
}

/** A path with names in the place of its values. */
function titleOf(path: Case["path"]): string {
  const title = decodeURIComponent(path(NAMES as never, NAMES as never));
  return title
    .replace(/[?&]month=[\d-]+/, "")
    .replace(/\?limit=1$/, "")
    .replace("limit=1&", "");
}

/** Stands for a sample: each field is its own name. */
const NAMES = new Proxy(
  {},
  {
    get: (_, field) => {
      const name = String(field);
      if (name.endsWith("Id")) return "{id}";
      return name === "name" ? "苏州" : `{${name.endsWith("Number") ? "number" : name}}`;
    },
  },
);
