import type { Person } from "../../lib/access/directory.ts";
import { createPlan } from "../../lib/commission/keep.ts";
import { planBody } from "../../lib/commission/plan.ts";
import { createCompetitor } from "../../lib/competitors/verbs.ts";
import { type References, type Terms, termsNow } from "../../lib/opportunities/references.ts";
import { createProduct } from "../../lib/products/create.ts";
import type { Product } from "../../lib/products/product.ts";
import { commit } from "../../lib/table/commit.ts";
import { department, hire, type Staff } from "../makers/company.ts";
import { fresh, yuan } from "../makers/deal.ts";
import { percent } from "../makers/plan.ts";
import type { Product as Running } from "../makers/product.ts";
import { asPerson, foundService, hireService, type Service, type ServiceStaff } from "./company.ts";
import { contextOf } from "./making/context.ts";

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
  readonly service: Service;
  readonly serviceStaff: ServiceStaff;
}

const DEPARTMENTS = 2;
const SALESPEOPLE_EACH = 2;
const PRODUCTS = 4;
const COMPETITORS = 2;

/**
 * Founds the company: a head of sales above two departments with two salespeople each, a small catalogue, and those who
 * serve and care.
 */
export async function found(product: Pick<Running, "cloud">): Promise<World> {
  const now = product.cloud.now();
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
  const serviceStaff = await hireService(product);
  const context = contextOf(await asPerson(admin), now);
  const products: Product[] = [];
  for (let index = 0; index < PRODUCTS; index++) {
    const unitPrice = yuan(1_000 + 800 * index);
    const said = { name: fresh("热泵"), unitPrice, category: "heat pumps", warrantyMonths: 24, active: true };
    products.push(await commit(await createProduct(said, context)));
  }
  const competitorIds: string[] = [];
  for (let index = 0; index < COMPETITORS; index++)
    competitorIds.push((await commit(createCompetitor({ name: fresh("暖通") }, context))).id);
  const plan = planBody.parse({ name: fresh("提成方案"), firstMonth: "2024-01", rules: [percent(500)] });
  await commit(await createPlan(plan, contextOf(await asPerson(finance), now)));

  const terms = await termsNow();
  const productIds = products.map(({ id }) => id);
  return {
    admin,
    manager,
    finance,
    salespeople,
    owners: await Promise.all(salespeople.map(asPerson)),
    references: {
      offers: new Map(products.map((one) => [one.id, one])),
      competitorIds: new Set(competitorIds),
      partnerIds: new Set(),
      people: new Map(),
      terms,
    },
    terms,
    productIds,
    competitorIds,
    service: await foundService(serviceStaff, context, productIds),
    serviceStaff,
  };
}
