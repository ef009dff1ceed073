import * as z from "zod";
import { routes } from "../../functions/api/manifest.ts";
import { RESOURCES } from "../../lib/access/grant.ts";
import type { Route } from "../../lib/http/route.ts";
import { recordFields } from "../../lib/table/record.ts";
import type { Json } from "../makers/client.ts";
import { type Book, eachOf } from "./book.ts";
import type { Records } from "./records.ts";
import { parametersOf, sentShape } from "./routes.ts";
import { loose } from "./shapes.ts";
import type { Caller, World } from "./world.ts";

/** What the product alone writes, whatever the record: its own fields, and the table's. */
const OWN_FIELDS = [
  ...Object.keys(recordFields),
  ..."pk sk ttl entity ownerPk departmentPk allPk listSk claims isAdmin status ownerId departmentId".split(
    " ",
  ),
  "__proto__",
  "constructor",
];

const bodied = routes.filter((route) => route.body !== undefined);

/**
 * Fields that only the product may set are refused by name wherever they are sent, at any depth: in the short form all of
 * a body's own at once.
 */
export async function attackProperties(book: Book, world: World, full: boolean): Promise<void> {
  const records = world.others.foreign;
  const admin = world.product.as(world.admin);
  for (const route of bodied)
    for (const what of loose(sentShape(route.body))) book.finding(`${route.id}: ${what}`);
  for (const route of routes)
    for (const what of loose(sentShape(route.query))) book.finding(`${route.id}: ?${what}`);

  const tries = bodied.flatMap((route) =>
    strangers(route, world.body(route, records), full).map((sent) => ({ route, ...sent })),
  );
  await eachOf(tries, async ({ route, pointers, body }) => {
    const headers = { "content-type": "application/json" };
    const answer = await book.send(admin, { route, ids: idsFor(route, records), body, headers });
    for (const pointer of pointers) {
      book.tried("route × field that is not the caller's", route.id, pointer);
      const told = answer.status === 400 && JSON.stringify(answer.body.errors).includes(`"${pointer}"`);
      if (!told)
        book.finding(`${route.id}: takes ${pointer} (${answer.status} ${answer.body?.detail ?? ""})`);
    }
  });
}

/** The route's body with fields too many, as JSON text: `__proto__` is a field like others there. */
function strangers(route: Route, body: Json, full: boolean): { pointers: string[]; body: string }[] {
  const { properties = {} } = sentShape(route.body);
  const answered = route.response instanceof z.ZodObject ? Object.keys(route.response.shape) : [];
  const names = [...new Set([...OWN_FIELDS, ...answered])].filter((name) => !(name in properties));
  const top = (full ? names.map((name) => [name]) : [names]).map((some) => ({
    pointers: some.map((name) => `/${name}`),
    body: withFields(body, [], some),
  }));
  const inner = route.path.startsWith("/imports") ? [] : objectsIn(body);
  return [
    ...top,
    ...inner.map((path) => ({
      pointers: [`/${[...path, "id"].join("/")}`],
      body: withFields(body, path, ["id"]),
    })),
  ];
}

/** Paths of the objects inside a body that take no field named id. */
function objectsIn(value: Json, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const below = objectsIn(inner, [...path, name]);
    return typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? [[...path, name], ...below]
      : below;
  });
}

function withFields(body: Json, path: readonly string[], names: readonly string[]): string {
  const [step, ...rest] = path;
  if (step === undefined) {
    const more = names.map((name) => `"${name}":"x"`);
    const text = JSON.stringify(body);
    return text === "{}" ? `{${more}}` : `${text.slice(0, -1)},${more}}`;
  }
  const entries = Object.entries(body).map(([key, inner]) => {
    const text = key === step ? withFields(inner as Json, rest, names) : JSON.stringify(inner);
    return Array.isArray(body) ? text : `${JSON.stringify(key)}:${text}`;
  });
  return Array.isArray(body) ? `[${entries}]` : `{${entries}}`;
}

/** What a path needs of somebody's records; what they lack is a sample that names no record. */
export function idsFor(route: Route, records: Records): Record<string, string> {
  const ids: Record<string, string> = {};
  for (const { name, type } of parametersOf(route)) {
    const id = records[type ?? ""];
    if (id !== undefined) ids[name] = id;
  }
  return ids;
}

/** People who may be named by those who cannot assign: they share, take part or lead; the record stays its owner's. */
const MAY_BE_NAMED = new Set([
  "collaboratorIds",
  "salesTeam",
  "managerId",
  "headId",
  "accompanying",
  "deliveredBy",
]);

/** Somebody who may do everything with what is theirs but assign gives nothing to others. */
export async function attackOwnership(book: Book, world: World): Promise<void> {
  const key = "keeps-all";
  const actions = ["read", "create", "update", "approve", "delete", "export"] as const;
  const grants = RESOURCES.map((resource) => ({ resource, actions: [...actions], scope: "own" as const }));
  await world.role(key, grants);
  const caller: Caller = await world.caller(key, [key], grants);
  const other = world.others.colleague.user ?? "";
  const tries = bodied.flatMap((route) => userFields(route).map((field) => ({ route, field })));
  await eachOf(
    tries,
    async ({ route, field }) => {
      book.tried("route × person named without the right to", route.id, field);
      const body = { ...world.body(route, caller.records), [field]: other };
      const answer = await book.send(caller.client, { route, ids: idsFor(route, caller.records), body });
      if (answer.status < 300 && JSON.stringify(answer.body ?? "").includes(`"${field}":"${other}"`))
        book.finding(`${route.id}: gives a record to another by ${field} without the right to assign`);
    },
    1,
  );
}

function userFields(route: Route): string[] {
  const { properties = {} } = sentShape(route.body);
  return Object.entries(properties).flatMap(([name, shape]) =>
    /"usr_/.test(JSON.stringify(shape)) && !MAY_BE_NAMED.has(name) ? [name] : [],
  );
}

/** Fields that are for some alone, by the route's id; who reads the route without the right must not find them. */
const SOME_ALONE = [
  {
    pattern: /290000/,
    what: "what products cost us",
    who: [
      ["product", "update"],
      ["commission-plan", "read"],
    ],
  },
  { pattern: /commission/, what: "commission", who: [["commission-entry", "read"]] },
] as const;

/** Nobody reads a field that needs a right they lack, whatever route they go. */
export async function attackReading(book: Book, world: World, callers: readonly Caller[]): Promise<void> {
  const reading = routes.filter(({ method, access }) => method === "GET" && access !== "public");
  await eachOf(
    callers.flatMap((caller) => reading.map((route) => ({ caller, route }))),
    async ({ caller, route }) => {
      const query = route.id === "report.entries" ? "?ledger=sales&limit=100" : "";
      const answer = await book.send(caller.client, {
        route,
        ids: idsFor(route, world.others.colleague),
        query,
      });
      if (answer.status !== 200 || /^(me|role|settings)\./.test(route.id)) return;
      const text = JSON.stringify(answer.body);
      for (const { pattern, what, who } of SOME_ALONE) {
        book.tried("route × role × protected field", route.id, caller.name, what);
        const may = caller.grants.some((grant) =>
          who.some(([resource, action]) => grant.resource === resource && grant.actions.includes(action)),
        );
        if (!may && pattern.test(text)) book.finding(`${route.id}: shows ${caller.name} ${what}`);
      }
    },
  );
}
