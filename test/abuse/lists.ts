import { routes } from "../../functions/api/manifest.ts";
import type { Route } from "../../lib/http/route.ts";
import { type Book, eachOf, someOf } from "./book.ts";
import { leaks } from "./objects.ts";
import { isOwned, reaches } from "./reach.ts";
import { parametersOf, sentShape, typeOf } from "./routes.ts";
import { type Caller, RELATIONS, type World } from "./world.ts";

/** Routes that answer a page of what is neither in their path nor public. */
const lists = routes.filter(
  (route) => route.method === "GET" && parametersOf(route).length === 0 && route.access !== "public",
);
/** The list of a type holds every record of it that the caller may read. */
const whole = lists.filter(({ id }) => /^[a-z-]+\.list$/.test(id) && isOwned(id.split(".")[0] ?? ""));

/**
 * Every list holds exactly what the caller's scope reaches, whatever is asked for by the ids of others. In the short form
 * each caller asks each filter for records of some relations only.
 */
export async function attackLists(
  book: Book,
  world: World,
  callers: readonly Caller[],
  full: boolean,
): Promise<void> {
  await eachOf(
    callers.flatMap((caller) => whole.map((route) => ({ caller, route }))),
    async ({ caller, route }) => {
      const type = route.id.split(".")[0] ?? "";
      const ids = await idsOfAll(book, route, caller);
      if (ids === undefined) return;
      for (const relation of RELATIONS) {
        book.tried("list × role × scope × relation", route.id, caller.name, relation);
        const id = (relation === "own" ? caller.records : world.others[relation])[type];
        if (id === undefined) continue;
        const expected = reaches(caller.grants, type, "read", relation);
        if (ids.has(id) !== expected)
          book.finding(
            `${route.id}: ${caller.name} ${expected ? "misses" : "is given"} a ${relation} ${type}, ${id}`,
          );
      }
    },
  );
  const filters = lists.flatMap((route) => idFilters(route).map((filter) => ({ route, ...filter })));
  await eachOf(
    callers.flatMap((caller, first) =>
      filters.flatMap((filter, second) =>
        someOf(RELATIONS, full ? RELATIONS.length : 2, first + second).map((relation) => ({
          caller,
          ...filter,
          relation,
        })),
      ),
    ),
    async ({ caller, route, name, type, more, relation }) => {
      const id = (relation === "own" ? caller.records : world.others[relation])[type];
      if (id === undefined) return;
      book.tried("filter × role × scope × relation", route.id, name, caller.name, relation);
      leaks(book, route, caller, await book.send(caller.client, { route, query: `?${name}=${id}${more}` }));
    },
  );
}

/** Ids of all that a list holds, page by page; none when the caller may not read it. */
async function idsOfAll(book: Book, route: Route, caller: Caller): Promise<Set<string> | undefined> {
  const ids = new Set<string>();
  for (let cursor: string | null = ""; cursor !== null; ) {
    const after: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await book.send(caller.client, { route, query: `?limit=100${after}` });
    if (answer.status === 403) return undefined;
    leaks(book, route, caller, answer);
    for (const { id } of answer.body.items) ids.add(id);
    cursor = answer.body.nextCursor;
  }
  return ids;
}

/** Filters of a list that take the id of a record, with whatever else the list needs. */
function idFilters(route: Route): { name: string; type: string; more: string }[] {
  const { properties = {}, required = [] } = sentShape(route.query);
  const shapes = Object.entries(properties);
  const more = shapes
    .filter(([name]) => required.includes(name))
    .map(([name, shape]) => `&${name}=${(typeof shape === "object" && shape.enum?.[0]) || "x"}`)
    .join("");
  return shapes.flatMap(([name, shape]) => {
    const [, id] = /"((?:[a-z]{3})_01JCXW3V7Q8F2M4N6P8R0T2V4X)"/.exec(JSON.stringify(shape)) ?? [];
    return id === undefined ? [] : [{ name, type: typeOf(id), more }];
  });
}
