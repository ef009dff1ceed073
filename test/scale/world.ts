import { type Person, person } from "../../lib/access/directory.ts";
import { competitors } from "../../lib/competitors/competitor.ts";
import { type References, type Terms, termsNow } from "../../lib/opportunities/references.ts";
import { products } from "../../lib/products/product.ts";
import { findTogether } from "../../lib/table/read.ts";
import { clientOf } from "../makers/client.ts";
import { department, hire, type Staff } from "../makers/company.ts";
import { created, fresh, yuan } from "../makers/deal.ts";
import { percent, plan } from "../makers/plan.ts";
import type { Product } from "../makers/product.ts";

/** Who and what there is at every size: only customers, and what belongs to them, become more. */
export interface World {
  readonly admin: Staff;
  readonly manager: Staff;
  readonly finance: Staff;
  readonly salespeople: readonly Staff[];
  /** The salespeople as callers. */
  readonly owners: readonly Person[];
  readonly references: Omit<References, "customer" | "owner">;
  readonly terms: Terms;
  readonly productIds: readonly string[];
  readonly competitorIds: readonly string[];
}

const DEPARTMENTS = 2;
const SALESPEOPLE_EACH = 2;
const PRODUCTS = 4;
const COMPETITORS = 2;

/** Founds the company: a head of sales above two departments with two salespeople each, and a small catalogue. */
export async function found(product: Pick<Product, "cloud" | "settled" | "url">): Promise<World> {
  const sales = await department(product, "销售中心");
  const admin = await hire(product, { roles: ["admin"] });
  const manager = await hire(product, { roles: ["sales-manager"], departmentId: sales.id });
  const finance = await hire(product, { roles: ["finance"] });
  const salespeople: Staff[] = [];
  for (let index = 0; index < DEPARTMENTS; index++) {
    const { id } = await department(product, `第${index + 1}销售部`, sales);
    for (let each = 0; each < SALESPEOPLE_EACH; each++)
      salespeople.push(await hire(product, { departmentId: id }));
  }
  const client = clientOf(product.url, admin.token);
  const productIds: string[] = [];
  for (let index = 0; index < PRODUCTS; index++) {
    const body = { name: fresh("热泵"), unitPrice: yuan(1_000 + 800 * index), category: "heat pumps" };
    productIds.push((await created(client, "/products", body)).id);
  }
  const competitorIds: string[] = [];
  for (let index = 0; index < COMPETITORS; index++)
    competitorIds.push((await created(client, "/competitors", { name: fresh("暖通") })).id);
  await plan(product, clientOf(product.url, finance.token), { rules: [percent(500)] });

  const found = await findTogether([
    ...productIds.map((id) => [products, id] as const),
    ...competitorIds.map((id) => [competitors, id] as const),
  ]);
  const terms = await termsNow();
  return {
    admin,
    manager,
    finance,
    salespeople,
    owners: await Promise.all(salespeople.map(async ({ id }) => (await person(id))!)),
    references: {
      offers: new Map(productIds.map((id) => [id, found.one(products, id)!])),
      competitorIds: new Set(competitorIds),
      partnerIds: new Set(),
      people: new Map(),
      terms,
    },
    terms,
    productIds,
    competitorIds,
  };
}
