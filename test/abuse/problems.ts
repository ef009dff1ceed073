import { routes } from "../../functions/api/manifest.ts";
import type { Json } from "../makers/client.ts";
import { type Book, eachOf } from "./book.ts";
import { houseSteps } from "./problem-house-steps.ts";
import { NEVER, statesOf } from "./problem-states.ts";
import { salesSteps } from "./problem-steps.ts";
import { idsFor } from "./properties.ts";
import { ID } from "./routes.ts";
import type { World } from "./world.ts";

/** Every problem that a route declares is answered at least once. */
export async function attackProblems(book: Book, world: World): Promise<void> {
  await provokeByShape(book, world);
  await provokeByState(book, world);
  const unseen: string[] = [];
  for (const { id, path, problems = [] } of routes) {
    for (const code of problems) {
      book.tried("declared problem of a route", id, code);
      if (book.seen.has(`${id} ${code}`) || ELSEWHERE[`${id} ${code}`] !== undefined) continue;
      if (PROVOKED.has(path.split("/")[1] ?? ""))
        book.finding(`${id}: declares ${code}, which it never answered`);
      else unseen.push(`${id} ${code}`);
    }
  }
  if (unseen.length > 0) book.note(`declared problems that nothing here provokes: ${unseen.join(", ")}`);
}

/** Areas whose every declared problem is provoked here; of others only what their bodies' shapes tell how to. */
const PROVOKED = new Set(
  (
    "customers opportunities follow-ups tasks activities orders commission-plans commission-entries products " +
    "partners competitors users departments roles settings imports reports me admin"
  ).split(" "),
);

/** What a company with people in it cannot provoke, and where it is seen. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "user.leave rule-broken": "the last administrator, in test/e2e/never-locked-out",
  "department.update conflict": "two that move departments at the same instant",
  "value-run.start conflict": "several that start one at the same instant, in test/e2e/customer-value",
};

/** What the shape of a body tells how to provoke. */
async function provokeByShape(book: Book, world: World): Promise<void> {
  const admin = world.product.as(world.admin);
  const records = world.others.below;
  await eachOf(
    routes,
    async (route) => {
      const declared = new Set(route.problems);
      const ids = idsFor(route, records);
      const send = (body: unknown, headers?: Record<string, string>) =>
        book.send(admin, { route, ids, ...(body !== undefined && { body }), ...(headers && { headers }) });
      const given = route.path.startsWith("/settings") ? route.example?.body : undefined;
      const body =
        route.body === undefined
          ? undefined
          : { ...(given ?? world.body(route, records)), ...MORE[route.id]?.(world) };
      if (declared.has("stale-version")) await send(body, { "if-match": '"999999"' });
      if (body === undefined) return;
      const text = JSON.stringify(body);
      if (declared.has("foreign-currency")) await send(text.replaceAll('"CNY"', '"USD"'));
      if (declared.has("unknown-reference") || declared.has("not-assignable"))
        for (const [id] of text.matchAll(ID)) await send(text.replaceAll(id, `${id.slice(0, 4)}${NEVER}`));
      if (declared.has("not-assignable"))
        for (const [id] of text.matchAll(/usr_\w+/g)) await send(text.replaceAll(id, world.powerless.id));
      if (declared.has("already-exists") && route.method === "POST") {
        await send(body);
        await send(body);
      }
      if (declared.has("unsupported-media-type")) await send("x", { "content-type": "application/xml" });
      if (declared.has("invalid-request"))
        await book.send(admin, { route, ids, query: "?from=2026-03&to=2026-01" });
    },
    4,
  );
}

/** Fields beside the example's, for what it cannot provoke. */
const MORE: Readonly<Record<string, (world: World) => Json>> = {
  "customer.create": ({ others }) => ({ ownerId: others.colleague.user }),
  "customer.update": () => ({ parentId: `cus_${NEVER}`, annualRevenue: yuan }),
  "opportunity.update": ({ others }) => ({
    amount: yuan,
    salesTeam: [{ userId: others.below.user, share: 10_000 }],
    collaboratorIds: [others.colleague.user],
    partners: [{ partnerId: others.below.partner, role: "x" }],
  }),
};

const yuan = { amount: 100, currency: "CNY" };

/** What only a record's state, or another record, provokes. */
async function provokeByState(book: Book, world: World): Promise<void> {
  const admin = world.product.as(world.admin);
  const routeOf = (id: string) => {
    const route = routes.find((one) => one.id === id);
    if (route === undefined) throw new Error(`there is no route ${id} any more`);
    return route;
  };
  const states = await statesOf(world);
  const handOver = {
    route: routeOf("user.hand-over"),
    ids: { id: states.leaver.id },
    body: { to: states.userId },
  };
  await Promise.all([1, 2, 3, 4].map(() => book.send(admin, handOver)));
  for (const [id, ids, body] of [...salesSteps(states), ...houseSteps(states)]) {
    const query = id === "me.calendar.read" ? "?token=x" : "";
    await book.send(admin, { route: routeOf(id), ids, query, ...(body !== undefined && { body }) });
  }
  for (const route of routes.filter(({ path }) => /^\/settings\/.+restore/.test(path))) {
    const path = route.path.replace("/restore-default", "");
    await book.send(admin, { route });
    const { status } = await admin.put(path, (await admin.get(path)).body.value);
    if (status !== 200) book.finding(`${route.id}: what stands cannot be put again (${status})`);
    await book.send(admin, { route, headers: { "if-match": '"999999"' } });
    await admin.post(`${path}/restore-default`);
  }
}
