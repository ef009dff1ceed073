import { routes } from "../../functions/api/manifest.ts";
import type { Route } from "../../lib/http/route.ts";
import type { Json } from "../makers/client.ts";
import { type Book, eachOf, someOf } from "./book.ts";
import { idsFor } from "./properties.ts";
import { sentShape } from "./routes.ts";
import type { World } from "./world.ts";

/** Values that nobody means, for any field. */
const HOSTILE = [
  ...[
    "null",
    "true",
    "-1",
    "0",
    "1e400",
    "9007199254740993",
    "1.5",
    "[]",
    "{}",
    '""',
    '" "',
    "[null]",
    "[[]]",
  ],
  ...[
    '{"$ne":null}',
    '{"amount":1e15,"currency":"CNY"}',
    '"\\u0000"',
    '"\\ud800"',
    '"\\u202e"',
    '"__proto__"',
  ],
  ...[
    '"2026-02-30"',
    '"9999-12-31T23:59:59.999Z"',
    '"0000-00-00"',
    `"${"x".repeat(20_000)}"`,
    '"=1+1"',
    '"#"',
  ],
];
const HOSTILE_IN_SHORT = ["null", '"\\u0000"', '"\\ud800"', "1e400", '{"$ne":null}'];

/** Bodies that are no request, with what answers them. */
const NO_REQUEST: readonly (readonly [
  what: string,
  body: string | Uint8Array,
  statuses: readonly number[],
])[] = [
  ["nothing", "", [400]],
  ["no JSON", "{", [400]],
  ["text", '"x"', [400]],
  ["a list", "[]", [400]],
  ["null", "null", [400]],
  ["depth", "[".repeat(100_000), [400, 413]],
  ["depth that is JSON", `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`, [400, 413]],
  ["many fields", `{${Array.from({ length: 20_000 }, (_, at) => `"f${at}":1`).join()}}`, [400, 413]],
  ["bytes that are no UTF-8", new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), [400]],
];

/** Kinds of bodies that a route takes only when it says so. */
const FOREIGN_BODIES = [
  ["application/x-www-form-urlencoded", "a=1"],
  ["text/plain", "{}"],
  ["application/xml", "{}"],
  ["application/json-patch+json", "{}"],
  ["multipart/form-data", "{}"],
] as const;

const bodied = routes.filter((route) => route.body !== undefined);

/** Bodies too large, too deep, of another kind; every field with what nobody means; one more than the most. */
export async function attackBodies(book: Book, world: World, full: boolean): Promise<void> {
  const admin = world.product.as(world.admin);
  const records = world.others.foreign;
  const common = { "if-match": '"999999"', "content-type": "application/json" };
  const send = (route: Route, body: string | Uint8Array, headers: Record<string, string> = common) =>
    book.send(admin, { route, ids: idsFor(route, records), body, headers });
  const expect = async (
    route: Route,
    what: string,
    body: string | Uint8Array,
    statuses: readonly number[],
    headers = common,
  ) => {
    book.tried("route × hostile body", route.id, what);
    const { status, body: said } = await send(route, body, headers);
    const fits =
      statuses.includes(status) || (route.body?.safeParse(undefined).success === true && body === "");
    if (!fits) book.finding(`${route.id}: ${what} is answered ${status} ${said?.code ?? ""}`);
  };
  await eachOf(
    [...bodied.entries()],
    async ([place, route]) => {
      const most = route.maxBodyBytes ?? 256 * 1024;
      await expect(route, "a body too large", `{"x":"${"x".repeat(most)}"}`, [413]);
      for (const [type, sent] of full ? FOREIGN_BODIES : FOREIGN_BODIES.slice(0, 1)) {
        if (route.consumes?.includes(type)) continue;
        await expect(route, type, sent, [415], { ...common, "content-type": type });
      }
      for (const [what, body, statuses] of someOf(NO_REQUEST, full ? NO_REQUEST.length : 3, place))
        await expect(route, what, body, statuses);
    },
    4,
  );
  await eachOf(bodied, async (route) => {
    const body = world.body(route, records);
    const { properties = {} } = sentShape(route.body);
    for (const [index, [name, shape]] of Object.entries(properties).entries()) {
      for (const value of full ? HOSTILE : someInShort(index)) {
        book.tried("route × field × hostile value", route.id, name, value.slice(0, 40));
        await send(route, withValue(body, name, value));
      }
      if (typeof shape !== "object") continue;
      for (const value of oneTooMany(shape))
        await expect(route, `too much ${name}`, withValue(body, name, value), [400]);
    }
  });
}

/** Two of the worst, others for each field. */
function someInShort(index: number): string[] {
  return HOSTILE_IN_SHORT.filter((_, each) => (each + index) % HOSTILE_IN_SHORT.length < 2);
}

/** JSON text: some of these values no object can hold. */
function withValue(body: Json, name: string, value: string): string {
  const others = Object.entries(body).filter(([key]) => key !== name);
  return `{${[...others.map(([key, inner]) => `${JSON.stringify(key)}:${JSON.stringify(inner)}`), `${JSON.stringify(name)}:${value}`]}}`;
}

/** One more than the most that a field may have. */
function oneTooMany(shape: Json): string[] {
  const variants: Json[] = [shape, ...(shape.anyOf ?? [])];
  return variants.flatMap(({ type, maxLength, maxItems, maximum, format }) => {
    if (type === "string" && maxLength !== undefined && format === undefined)
      return [`"${"字".repeat(maxLength + 1)}"`];
    if (type === "array" && maxItems !== undefined) return [JSON.stringify(Array(maxItems + 1).fill("x"))];
    if (type === "integer" && maximum < Number.MAX_SAFE_INTEGER) return [String(maximum + 1)];
    return [];
  });
}

const LIMITS = [
  "0",
  "101",
  "-1",
  "1.5",
  "ten",
  "",
  "1e3",
  "99999999999999999999",
  "NaN",
  "1&limit=2",
  "%00",
  "[1]",
];

/** Pages of no size, or of more than the most, are refused by every list. */
export async function attackPages(book: Book, world: World, full: boolean): Promise<void> {
  const admin = world.product.as(world.admin);
  const paged = routes.filter(
    ({ query, access }) => query !== undefined && "limit" in query.shape && access !== "public",
  );
  await eachOf(
    paged.flatMap((route) => (full ? LIMITS : LIMITS.slice(0, 4)).map((limit) => ({ route, limit }))),
    async ({ route, limit }) => {
      book.tried("list × page size", route.id, limit);
      const more = route.id === "report.entries" ? "&ledger=sales" : "";
      const query = `?limit=${limit}${more}`;
      const { status } = await book.send(admin, { route, ids: idsFor(route, world.others.foreign), query });
      if (status !== 400)
        book.finding(`${route.id}: a page of ${JSON.stringify(limit)} is answered ${status}`);
    },
  );
}

/** One row too many, however it is sent. */
export async function attackBatches(book: Book, world: World): Promise<void> {
  const admin = world.product.as(world.admin);
  const route = routes.find(({ id }) => id === "import.takeChunk");
  if (route === undefined) throw new Error("nothing takes rows any more");
  const row = { product: "GTX", series: "x", sales_price: 1 };
  const ids = { ...idsFor(route, world.others.foreign), chunk: "2" };
  const csv = `product,series,sales_price\n${"GTX,x,1\n".repeat(501)}`;
  const wide = `${Array.from({ length: 10_000 }, (_, at) => `c${at}`).join()}\n`;
  for (const [what, body, type, statuses] of [
    ["501 rows", JSON.stringify({ rows: Array(501).fill(row) }), "application/json", [400, 422]],
    ["501 lines", csv, "text/csv", [400, 422]],
    ["5 MB of a cell", `product,series,sales_price\n"${"x".repeat(5_000_001)}`, "text/csv", [413]],
    ["10,000 columns", wide.repeat(20), "text/csv", [400, 422]],
    ["an open quote", 'product,series,sales_price\n"GTX,x,1\n', "text/csv", [200, 400, 422]],
    ["bytes", new Uint8Array(5_000).fill(0xff), "application/octet-stream", [400, 422]],
  ] as const) {
    book.tried("batch limit", what);
    const { status } = await book.send(admin, { route, ids, body, headers: { "content-type": type } });
    if (!statuses.some((one) => one === status)) book.finding(`${route.id}: ${what} answered ${status}`);
  }
}
