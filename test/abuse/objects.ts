import { routes } from "../../functions/api/manifest.ts";
import { type Action, type Grant, RESOURCES, type Resource, SCOPES } from "../../lib/access/grant.ts";
import type { Route } from "../../lib/http/route.ts";
import { shippedRoles } from "../../lib/roles/shipped.ts";
import type { Answer } from "../makers/client.ts";
import { type Book, eachOf } from "./book.ts";
import { isOwned, reaches } from "./reach.ts";
import type { Records } from "./records.ts";
import { parametersOf } from "./routes.ts";
import { type Caller, RELATIONS, type Relation, shippedGrants, type World } from "./world.ts";

const OTHERS = ["create", "update", "assign", "approve", "delete", "export"] as const;

/** Everything, read within one scope and done within another. */
function worker(read: Grant["scope"], act: Grant["scope"], chosen: string): Grant[] {
  const grant = (resource: Grant["resource"], actions: Action[], scope: Grant["scope"]): Grant => ({
    resource,
    actions,
    scope,
    ...(scope === "chosen-departments" && { departmentIds: [chosen] }),
  });
  return RESOURCES.flatMap((resource) => [
    grant(resource, ["read"], read),
    grant(resource, [...OTHERS], act),
  ]);
}

const SHORT: Readonly<Record<Grant["scope"], string>> = {
  own: "own",
  department: "department",
  "department-and-below": "below",
  "chosen-departments": "chosen",
  all: "all",
};

/** Callers of every scope to read and every scope to act; with every shipped role, and none, in full. */
export async function callersOf(world: World, full: boolean): Promise<Caller[]> {
  const pairs = SCOPES.flatMap((read) => SCOPES.map((act) => [read, act] as const));
  const some = pairs.filter(([read, act]) => full || read === act);
  const shipped = full ? [...shippedRoles.map(({ key }) => key), "no role"] : ["salesperson"];
  const callers: Caller[] = [];
  for (const [read, act] of some) {
    const grants = worker(read, act, world.departments.service!.id);
    const key = `reads-${SHORT[read]}-acts-${SHORT[act]}`;
    await world.role(key, grants);
    callers.push(await world.caller(key, [key], grants));
  }
  for (const key of shipped) {
    callers.push(await world.caller(key, key === "no role" ? [] : [key], shippedGrants(key)));
  }
  return callers;
}

/**
 * Every route with a record in its path, for every caller, on a record of every relation: 404, 403 or neither. In the short
 * form every third of them: each route meets each caller and each relation, but not both with each other.
 */
export async function attackObjects(
  book: Book,
  world: World,
  callers: readonly Caller[],
  full: boolean,
): Promise<void> {
  for (const why of world.unmade) book.finding(why);
  const tries = callers.flatMap((caller, first) =>
    routes.flatMap((route, second) =>
      RELATIONS.filter((_, third) => full || (first + second + third) % 3 === 0).map((relation) => ({
        caller,
        route,
        relation,
      })),
    ),
  );
  await eachOf(tries, async ({ caller, route, relation }) => {
    const records = relation === "own" ? caller.records : world.others[relation];
    const ids = idsOf(route, records, book);
    if (ids === undefined) return;
    book.tried("route × role × scope × relation", route.id, caller.name, relation);
    const answer = await book.send(caller.client, {
      route,
      ids,
      query: QUERIES[route.id] ?? "",
      ...(route.body !== undefined && { body: world.body(route, { ...records, ...himself(caller) }) }),
      // No version is that high: who may write is told so, and nothing changes.
      headers: route.method === "GET" ? {} : { "if-match": '"999999"' },
    });
    const type = GRANTED_AS[route.path.split("/")[1] ?? ""] ?? parametersOf(route)[0]?.type ?? "";
    const expected = expectation(route, type, caller.grants, relation);
    const got = verdict(answer);
    if (got !== expected)
      book.finding(
        `${route.id}: ${caller.name} on a ${relation} ${type}: ${expected} expected, ${answer.status} ${answer.body?.code ?? ""} ${answer.body?.detail ?? ""}`,
      );
    leaks(book, route, caller, answer);
  });
}

/** Routes that are not asked without a query. */
const QUERIES: Readonly<Record<string, string>> = { "membership.entries": "?ledger=points" };

/** Paths that name a record by another one's id: what decides is the record itself. */
const GRANTED_AS: Readonly<Record<string, string>> = { memberships: "membership" };

/** Whom bodies name: nobody may be forbidden to name oneself. */
const himself = ({ staff: { id } }: Caller) => ({ user: id, "helping user": id });

/** Types that no single request makes; their own suites see to who may do what with them. */
const UNMADE = new Set(["survey", "value-run"]);

/** The ids that a path needs, from somebody's records; none when it needs none. */
function idsOf(route: Route, records: Records, book: Book): Record<string, string> | undefined {
  const parameters = parametersOf(route);
  if (parameters.length === 0 || !parameters.some(({ type }) => type !== undefined)) return undefined;
  const ids: Record<string, string> = {};
  for (const { name, type } of parameters) {
    if (type === undefined) continue;
    const id = records[type];
    if (id === undefined && UNMADE.has(type)) return undefined;
    if (id === undefined) book.finding(`${route.id}: nobody makes a ${type} to try it on`);
    else ids[name] = id;
  }
  return ids;
}

type Verdict = "not-found" | "forbidden" | "let through";

function verdict({ status, body }: Answer): Verdict {
  if (status === 404) return /^there is no handover of/.test(body.detail) ? "let through" : "not-found";
  // A refusal that names a field, or what a row would make, is not about the record.
  const aboutOthers = body?.errors?.length > 0 || /you create a /.test(body?.detail);
  if (status === 403 && !aboutOthers) return "forbidden";
  return "let through";
}

/** What whoever reads a record may do beside it; what they make is their own. */
const READERS_DO = new Set(["opportunity.plan-follow-up", "service-request.make-article"]);

/** What has to reach the record, too. */
const BESIDES: Readonly<Record<string, Resource>> = {
  "customer.value": "report",
  "customer.purchases": "report",
};

function expectation(
  { id, access }: Route,
  type: string,
  grants: readonly Grant[],
  relation: Relation,
): Verdict {
  if (typeof access === "string") return "let through";
  const { resource, action } = access;
  const granted = grants.some((grant) => grant.resource === resource && grant.actions.includes(action));
  if (!granted) return "forbidden";
  if (!reaches(grants, type, "read", relation)) return "not-found";
  const besides = BESIDES[id];
  if (besides !== undefined && !reaches(grants, type, "read", relation, besides)) return "forbidden";
  if (action === "read" || READERS_DO.has(id)) return "let through";
  if (!reaches(grants, type, action, relation, resource)) return "forbidden";
  return "let through";
}

/** Finds records in an answer that the caller may not read: by their marks, which only the records themselves have. */
export function leaks(book: Book, route: Route, caller: Caller, { status, body }: Answer): void {
  if (body === undefined) return;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  for (const [mark = "", owner = "", type = ""] of text.matchAll(/PII-(\w+?)-([a-z-]+?)-\d+/g)) {
    const relation = owner === caller.records.mark ? "own" : owner.startsWith("own") ? "colleague" : owner;
    if (!isRelation(relation) || !isOwned(type) || reaches(caller.grants, type, "read", relation)) continue;
    book.finding(`${route.id}: shows ${caller.name} a ${relation} ${type} (${mark}, ${status})`);
  }
}

function isRelation(text: string): text is Relation {
  return RELATIONS.some((relation) => relation === text);
}
