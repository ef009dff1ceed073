import { routes } from "../../functions/api/manifest.ts";
import type { Route } from "../../lib/http/route.ts";
import { PREFIXES } from "../../lib/ids/id.ts";
import { type Book, eachOf, someOf } from "./book.ts";
import { leaks } from "./objects.ts";
import { idsFor } from "./properties.ts";
import { parametersOf, sentShape } from "./routes.ts";
import type { Caller, World } from "./world.ts";

/** What would mean something to a database, a key, a path or a template, were it not taken for text. */
const HOSTILE = [
  "' OR '1'='1",
  '{"$ne":null}',
  "#",
  "%00",
  "%0d%0aset-cookie:x=1",
  "..%2f..%2fusers",
  "__proto__",
  ":none",
  "attribute_exists(pk)",
  "%f0%9f%92%a9",
  "%ed%a0%80",
  "%EF%BF%BF",
  "%",
  "*",
  "%24{env.AWS_SECRET_ACCESS_KEY}",
  "x".repeat(5_000),
  "",
  "undefined",
];

const queried = routes.filter(({ query, access }) => query !== undefined && access !== "public");

/** Filters with hostile texts, twice the same, and unknown ones: refused or empty, and nothing of others. */
export async function attackFilters(book: Book, world: World, caller: Caller, full: boolean): Promise<void> {
  const others = world.others.foreign;
  const hostile = [
    ...HOSTILE,
    `x#${others.customer}`,
    encodeURIComponent(`owner#${others.user}#customer`),
    `${others.customer}&customerId=${others.customer}`,
  ];
  const asked = queried
    .flatMap((route) => Object.keys(sentShape(route.query).properties ?? {}).map((name) => ({ route, name })))
    .flatMap((filter, place) =>
      someOf(hostile, full ? hostile.length : 2, place).map((value) => ({ ...filter, value })),
    );
  await eachOf(asked, async ({ route, name, value }) => {
    if (route.method !== "GET") return;
    book.tried("filter × hostile text", route.id, name, value.slice(0, 40));
    const more = route.id === "report.entries" && name !== "ledger" ? "&ledger=sales" : "";
    const answer = await book.send(caller.client, {
      route,
      ids: idsFor(route, caller.records),
      query: `?${name}=${value}${more}`,
    });
    leaks(book, route, caller, answer);
  });
  await eachOf(queried, async (route) => {
    book.tried("unknown parameter", route.id);
    const { status } = await book.send(caller.client, {
      route,
      ids: idsFor(route, caller.records),
      query: "?filter[ownerId]=x",
      ...(route.body !== undefined && { body: world.body(route, caller.records) }),
    });
    if (status !== 400 && status !== 403) book.finding(`${route.id}: takes an unknown parameter (${status})`);
  });
}

/** Cursors that were changed, or that another person, list or filter was given, go nowhere. */
export async function attackCursors(book: Book, world: World, full: boolean): Promise<void> {
  const admin = world.product.as(world.admin);
  const ids = (route: Route) => idsFor(route, world.others.foreign);
  const base = (route: Route) => (route.id === "report.entries" ? "?ledger=sales&limit=1" : "?limit=1");
  const paged = queried.filter(({ query }) => query !== undefined && "cursor" in query.shape);
  const given: { route: Route; cursor: string }[] = [];
  await eachOf(paged, async (route) => {
    const { body } = await book.send(admin, { route, ids: ids(route), query: base(route) });
    if (typeof body?.nextCursor === "string") given.push({ route, cursor: body.nextCursor });
  });
  if (given.length < 12) book.finding(`only ${given.length} lists have a second page to attack`);
  const refused = async (route: Route, what: string, cursor: string, query = "", client = admin) => {
    book.tried("cursor", route.id, what);
    const answer = await book.send(client, {
      route,
      ids: ids(route),
      query: `${base(route)}${query}&cursor=${encodeURIComponent(cursor)}`,
    });
    if (answer.status !== 400 || answer.body.code !== "invalid-cursor")
      book.finding(`${route.id}: a cursor ${what} is answered ${answer.status} ${answer.body?.code ?? ""}`);
  };
  // Somebody else who may read all that the administrator may.
  const second = world.product.as(await world.colleague());
  await eachOf([...given.entries()], async ([place, { route, cursor }]) => {
    const [payload = "", signature = ""] = cursor.split(".");
    const made = Buffer.from(`${world.others.below.customer}`).toString("base64url");
    const changed: Record<string, string> = {
      "that is empty": "",
      "that is text": "next",
      "with another place": `${made}.${signature}`,
      "without a signature": payload,
      "with an empty signature": `${payload}.`,
      "with more": `${cursor}.x`,
      "with half a signature": `${payload}.${signature.slice(0, 16)}`,
    };
    for (let at = 0; at < cursor.length; at += full ? 3 : 40) {
      if (cursor[at] === ".") continue;
      changed[`changed at ${at}`] =
        cursor.slice(0, at) + (cursor[at] === "A" ? "B" : "A") + cursor.slice(at + 1);
    }
    for (const [what, text] of Object.entries(changed)) await refused(route, what, text);
    await refused(route, "of somebody else", cursor, "", second);
    const others = given.filter((other) => other.route !== route);
    for (const other of someOf(others, full ? others.length : 4, place))
      await refused(other.route, `of ${route.id}`, cursor);
  });
}

/** Ids of other types, and what is no id, in every path. */
export async function attackPaths(book: Book, world: World, caller: Caller, full: boolean): Promise<void> {
  const records = caller.records;
  const ofTypes = Object.keys(PREFIXES).flatMap((type) => records[type] ?? []);
  const wrong = ["%2e%2e", "%00", "x", "*", `${"x".repeat(3_000)}`, "../users", "null", "%0d%0a", "#", "?x"];
  const tries = routes.flatMap((route) =>
    parametersOf(route).flatMap(({ name, type }) =>
      [
        ...(full ? wrong : wrong.slice(0, 3)),
        ...ofTypes.filter((id) => full && id !== records[type ?? ""]),
      ].map((value) => ({ route, name, type, value })),
    ),
  );
  await eachOf(tries, async ({ route, name, type, value }) => {
    if (type === undefined) return;
    book.tried("path × id that is none", route.id, name, value.slice(0, 40));
    const answer = await book.send(caller.client, {
      route,
      ids: { ...idsFor(route, records), [name]: value },
      headers: route.method === "GET" ? {} : { "if-match": '"999999"' },
      ...(route.body !== undefined && { body: world.body(route, records) }),
    });
    leaks(book, route, caller, answer);
    if (![400, 404, 405, 403, 401].includes(answer.status))
      book.finding(`${route.id}: takes ${value.slice(0, 40)} for a ${type} (${answer.status})`);
  });
}
