import { randomUUID } from "node:crypto";
import type { Route } from "../../lib/http/route.ts";
import openapi from "../../openapi.json" with { type: "json" };
import type { Answer, Client } from "../makers/client.ts";
import { pathOf } from "./routes.ts";

export interface Attempt {
  readonly route: Route;
  readonly ids?: Readonly<Record<string, string>>;
  /** With its question mark. */
  readonly query?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What was tried, what came of it, and what should not have. */
export interface Book {
  send(client: Client, attempt: Attempt): Promise<Answer>;
  finding(what: string): void;
  /** Something to know that is not wrong. */
  note(what: string): void;
  /** Counts a combination once. */
  tried(kind: string, ...what: string[]): void;
  readonly requests: () => number;
  readonly statuses: ReadonlyMap<number, number>;
  /** `route.id code` of every problem that was answered. */
  readonly seen: ReadonlySet<string>;
  readonly findings: readonly string[];
  readonly notes: readonly string[];
  readonly combinations: () => ReadonlyMap<string, number>;
}

type Documented = Record<string, Record<string, { responses: Record<string, { description: string }> }>>;
const documented: Documented = openapi.paths;

/** Answers that hint at what runs inside. */
const INSIDES =
  /dynamodb|\bat [\w.<>]+ \(|node_modules|\/lib\/|ConditionalCheck|ValidationException|ZodError/i;

export function openBook(): Book {
  const statuses = new Map<number, number>();
  const seen = new Set<string>();
  const findings = new Set<string>();
  const notes: string[] = [];
  const combinations = new Map<string, Set<string>>();
  let requests = 0;

  /** No 5xx, nothing that the documentation does not tell, no insides. */
  function inspect(route: Route, path: string, { status, headers, body }: Answer): void {
    const where = `${route.id}: ${route.method} ${path.slice(0, 200)} answered ${status}`;
    if (status >= 500) findings.add(`${where}: ${JSON.stringify(body)}`);
    if (status < 400) return;
    // The gateway's own refusal, as API Gateway gives it.
    if (status === 401 && JSON.stringify(Object.keys(body)) === '["message"]') return;
    const type = headers.get("content-type") ?? "";
    if (!type.startsWith("application/problem+json")) return void findings.add(`${where} as ${type}`);
    seen.add(`${route.id} ${body.code}`);
    const told = documented[route.path]?.[route.method.toLowerCase()]?.responses[String(status)]?.description;
    if (told?.includes(`\`${body.code}\``) !== true) findings.add(`${where} ${body.code}, undocumented`);
    if (INSIDES.test(JSON.stringify(body))) findings.add(`${where} and shows insides: ${body.detail}`);
  }

  return {
    async send(client, { route, ids, query = "", body, headers }) {
      const path = pathOf(route, ids) + query;
      const key = route.idempotencyKey === "required" ? { "idempotency-key": randomUUID() } : {};
      const answer = await client.send(route.method, path, body, { ...key, ...headers });
      requests += 1;
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      inspect(route, path, answer);
      return answer;
    },
    finding: (what) => void findings.add(what),
    note: (what) => void notes.push(what),
    notes,
    tried(kind, ...what) {
      const of = combinations.get(kind) ?? new Set();
      combinations.set(kind, of.add(what.join(" ")));
    },
    requests: () => requests,
    statuses,
    seen,
    get findings() {
      return [...findings];
    },
    combinations: () => new Map([...combinations].map(([kind, { size }]) => [kind, size])),
  };
}

/** Some of many, others at each place: what is cut short so leaves none of them out over all places. */
export function someOf<T>(many: readonly T[], count: number, place: number): readonly T[] {
  if (count >= many.length) return many;
  return Array.from({ length: count }, (_, each) => many[(place * count + each) % many.length]!);
}

/** Does something with each of many, some at a time. */
export async function eachOf<T>(items: Iterable<T>, work: (item: T) => Promise<unknown>, lanes = 12) {
  const queue = items[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let next = queue.next(); next.done !== true; next = queue.next()) await work(next.value);
    }),
  );
}
