import { randomUUID } from "node:crypto";
import * as z from "zod";
import { routes } from "../../functions/api/manifest.ts";
import { careMails } from "../../lib/care/care-mail.ts";
import { shippedRules } from "../../lib/care/shipped.ts";
import type { Route } from "../../lib/http/route.ts";
import { newId } from "../../lib/ids/id.ts";
import { commit } from "../../lib/table/commit.ts";
import { firstVersion } from "../../lib/table/record.ts";
import { put } from "../../lib/table/write.ts";
import type { Client, Json } from "../makers/client.ts";
import type { Staff } from "../makers/company.ts";
import { created } from "../makers/deal.ts";
import type { Product } from "../makers/product.ts";
import { exampleBody, marked } from "./bodies.ts";
import { ID, parametersOf, pathOf, typeOf } from "./routes.ts";

/** Ids of records, one of each type. */
export type Records = Readonly<Record<string, string>>;

interface Making {
  readonly product: Product;
  readonly owner: Staff;
  /** In every text of every record, with the record's type. */
  readonly mark: string;
  /** Whom examples name besides the owner. */
  readonly helper: Staff;
  /** Told what could not be made, and why. */
  readonly unmade: (why: string) => void;
}

/**
 * A record of every type whose making is declared, from the example of its route, and an order: all somebody's who may
 * do everything.
 */
export async function recordsOf({ product, owner, mark, helper, unmade }: Making): Promise<Records> {
  const client = product.as(owner);
  const records: Record<string, string> = {
    user: owner.id,
    department: owner.departmentId ?? "",
    "helping user": helper.id,
  };
  for (let missing = makers(); missing.length > 0; ) {
    const next = missing.find((route) => isReady(route, records));
    if (next === undefined) {
      for (const { id } of missing) unmade(`${id}: its example needs what nobody makes`);
      break;
    }
    missing = missing.filter((route) => route !== next);
    const type = madeBy(next);
    const fill = { id: reference(records), mark: `-${mark}-${type}-`, now: product.now() };
    const body = { ...exampleBody(next, fill), ...INSTEAD[next.id]?.(records) };
    const ids = { id: records[parametersOf(next)[0]?.type ?? ""] ?? "" };
    const { status, body: made } = await client.post(pathOf(next, ids), body);
    if (status === 201) records[type] = made.id ?? made.key;
    else unmade(`${next.id}: its example makes nothing: ${status} ${made.detail}`);
    if (records.order === undefined && records.customer !== undefined && records.product !== undefined)
      Object.assign(records, await win(client, records, mark));
  }
  // An error to read.
  await created(client, `/imports/${records.import}/chunks/1`, {
    rows: [{ product: "", series: "GTX", sales_price: 1 }],
  });
  records.movement = await purchase(client, records.customer ?? "");
  records["care-mail"] = await greeting(records, owner, mark, product.now());
  return records;
}

/** Gives the examples' ids their real ones. */
export function reference(records: Records) {
  return (type: string, nth: number) =>
    (type === "user" && nth > 0 ? records["helping user"] : records[type]) ?? records.user ?? "";
}

/** Types whose records the company is made of. */
const THERE = new Set(["user", "department"]);

/** Routes that make a record, those without parameters first, one for each type. */
function makers(): Route[] {
  const making = routes.filter(
    (route) => route.method === "POST" && route.status === 201 && hasExample(route) && hasId(route),
  );
  const first = new Map<string, Route>();
  for (const route of making.sort((a, b) => a.path.length - b.path.length)) {
    const type = madeBy(route);
    if (!first.has(type) && !THERE.has(type)) first.set(type, route);
  }
  return [...first.values()];
}

function hasExample({ example }: Route): boolean {
  return example?.body !== undefined;
}

function hasId({ response }: Route): boolean {
  return response instanceof z.ZodObject && ("id" in response.shape || "key" in response.shape);
}

/** The type of what a route makes: that of its answer's id. */
function madeBy({ id, example }: Route): string {
  const made = typeOf(String(Object(example?.response).id));
  return made === "unknown" ? (id.split(".")[0] ?? "") : made;
}

/** Whether all that a maker's example refers to is there. */
function isReady(route: Route, records: Records): boolean {
  const body = { ...Object(route.example?.body), ...INSTEAD[route.id]?.(records) };
  const referred = [...JSON.stringify(body).matchAll(ID)].map(([id]) => typeOf(id));
  const needed = [...parametersOf(route).flatMap(({ type }) => type ?? []), ...referred];
  return (
    needed.every((type) => records[type] !== undefined) &&
    (NEEDS[route.id] ?? []).every((type) => records[type])
  );
}

/** What examples leave out, because it is new in them. */
const NEEDS: Readonly<Record<string, string[]>> = { "opportunity.create": ["customer"] };

/** Fields instead of the example's: children of what the same owner has, and what is so today. */
const INSTEAD: Readonly<Record<string, (records: Records) => Json>> = {
  "opportunity.create": ({ customer, user }) => ({
    customerId: customer,
    customer: undefined,
    salesTeam: [{ userId: user, share: 10_000 }],
  }),
  "activity.create": () => ({ happenedAt: undefined }),
  // Whoever works on it owns it.
  "service-request.create": ({ user }) => ({ technicianId: user }),
  "service-card.create": () => ({ deliveredOn: "2026-01-31" }),
  "mail-recipient.add": () => ({ address: marked.email() }),
};

async function win(client: Client, { customer, product }: Records, mark: string) {
  const deal = await created(client, "/opportunities", {
    name: marked.name("恒温车间", `-${mark}-opportunity-`),
    customerId: customer,
    lines: [{ productId: product, quantity: 100 }],
  });
  await created(client, `/opportunities/${deal.id}/win`, {});
  const { body } = await client.get(`/orders?customerId=${customer}`);
  return { "won opportunity": String(deal.id), order: String(body.items[0].id) };
}

async function purchase(client: Client, customer: string): Promise<string> {
  const body = { amount: { amount: 10_000, currency: "CNY" } };
  const { body: made } = await client.post(`/memberships/${customer}/spends`, body, {
    "idempotency-key": randomUUID(),
  });
  return String(made.id);
}

/** What the sweep keeps of a greeting that it held back. */
async function greeting(
  { customer = "" }: Records,
  { id: customerOwnerId, departmentId }: Staff,
  mark: string,
  now: Date,
): Promise<string> {
  const record = careMails.schema.parse({
    ...firstVersion(newId("care-mail", now), { by: "system", now }),
    ruleId: shippedRules[0]?.id,
    ruleName: "生日祝福",
    occasion: "birthday",
    occasionKey: "2026",
    date: "2026-01-31",
    customerId: customer,
    customerName: marked.name("客户", `-${mark}-care-mail-`),
    customerOwnerId,
    departmentId,
    recipientName: marked.name("客户", `-${mark}-care-mail-`),
    status: "held",
    reason: "no-consent",
  });
  await commit({ writes: put(careMails, record, undefined), result: undefined });
  return record.id;
}
