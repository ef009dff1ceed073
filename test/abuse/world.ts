import type { Grant } from "../../lib/access/grant.ts";
import type { Route } from "../../lib/http/route.ts";
import { shippedRoles } from "../../lib/roles/shipped.ts";
import type { Client, Json } from "../makers/client.ts";
import { appoint, department, hire, type Staff } from "../makers/company.ts";
import { created } from "../makers/deal.ts";
import type { Product } from "../makers/product.ts";
import { exampleBody, marked } from "./bodies.ts";
import { type Records, recordsOf, reference } from "./records.ts";

/** How a record stands to the callers, who all sit in the sales department. */
export const RELATIONS = ["own", "colleague", "below", "chosen", "foreign"] as const;
export type Relation = (typeof RELATIONS)[number];

export interface Caller {
  /** What roles they hold, for people. */
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly staff: Staff;
  readonly client: Client;
  readonly records: Records;
}

/** A company that holds a record of every type in every place. */
export interface World {
  readonly product: Product;
  readonly admin: Staff;
  /** May do nothing. */
  readonly powerless: Staff;
  readonly departments: Readonly<Record<string, { readonly id: string }>>;
  /** What could not be made, and why. */
  readonly unmade: ReadonlySet<string>;
  readonly others: Readonly<Record<Exclude<Relation, "own">, Records>>;
  /** Somebody of the sales department with some roles, who owns a record of every type. */
  caller(name: string, roles: readonly string[], grants: readonly Grant[]): Promise<Caller>;
  /** Somebody else who may do everything. */
  colleague(): Promise<Staff>;
  /** A role of the company's own. */
  role(key: string, grants: readonly Grant[]): Promise<void>;
  /** The body with which a route can succeed, for somebody's records. */
  body(route: Route, records: Records): Json;
}

/**
 *     总部 ─┬─ sales 销售: the callers, their colleague
 *          │    └─ east 华东: below
 *          ├─ service 客服: chosen
 *          └─ treasury 财务: foreign
 */
export async function foundWorld(product: Product): Promise<World> {
  const headquarters = await department(product, "总部");
  const [sales, service, treasury] = await Promise.all(
    ["销售", "客服", "财务"].map((name) => department(product, name, headquarters)),
  );
  const east = await department(product, "华东", sales!);
  const departments = { sales: sales!, east, service: service!, treasury: treasury! };
  const person = (mark: string, place: { id: string }, roles: string[]) =>
    hire(product, {
      name: marked.name("员工", `-${mark}-user-`),
      email: marked.email(),
      departmentId: place.id,
      roles,
    });
  const admin = await person("admin", headquarters, ["admin"]);
  const powerless = await person("powerless", east, []);
  await appoint(product, admin, treasury!);
  const colleague = await person("colleague", departments.sales, ["admin"]);

  const body = (route: Route, records: Records): Json => {
    const special = SPECIAL[route.id]?.({ records, powerless, product });
    return special ?? exampleBody(route, { id: reference(records), now: product.now() });
  };

  const unmade = new Set<string>();
  const everything = (mark: string, owner: Staff) =>
    recordsOf({ product, owner, mark, helper: colleague, unmade: (why) => void unmade.add(why) });
  const relations = ["below", "chosen", "foreign"] as const;
  const places = { below: departments.east, chosen: departments.service, foreign: departments.treasury };
  const owned = await Promise.all(
    relations.map(async (relation) => [
      relation,
      await everything(relation, await person(relation, places[relation], ["admin"])),
    ]),
  );
  const others = {
    ...(Object.fromEntries(owned) as Record<(typeof relations)[number], Records>),
    colleague: await everything("colleague", colleague),
  };

  let callers = 0;
  return {
    product,
    admin,
    powerless,
    departments,
    unmade,
    others,
    body,
    colleague: () => person("second", departments.sales, ["admin"]),
    async role(key, grants) {
      await created(product.as(admin), "/roles", { key, name: key, grants });
    },
    async caller(name, roles, grants) {
      const mark = `own${++callers}`;
      const staff = await person(mark, departments.sales, ["admin"]);
      const records = await everything(mark, staff);
      await product.drain();
      const changed = await product.as(admin).patch(`/users/${staff.id}`, { roles });
      if (changed.status !== 200) throw new Error(`roles ${roles}: ${JSON.stringify(changed.body)}`);
      return { name, grants, staff, client: product.as(staff), records: { ...records, mark } };
    },
  };
}

/** What a role that the product ships grants. */
export function shippedGrants(key: string): readonly Grant[] {
  return shippedRoles.find((role) => role.key === key)?.grants ?? [];
}

/** Bodies that the examples cannot be: today's, and such as change nothing. */
const SPECIAL: Readonly<
  Record<string, (given: { records: Records; powerless: Staff; product: Product }) => Json>
> = {
  "opportunity.win": () => ({}),
  "delivery.complete-part": () => ({ deliveredOn: "2026-01-31" }),
  "user.hand-over": ({ powerless }) => ({ to: powerless.id }),
  "activity.create": ({ records }) => ({ kind: "call", content: "来电", customerId: records.customer }),
};
