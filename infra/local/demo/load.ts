import { type Person, person } from "../../../lib/access/directory.ts";
import { createPlan } from "../../../lib/commission/keep.ts";
import { createCompetitor } from "../../../lib/competitors/verbs.ts";
import { changeDepartment, createDepartment } from "../../../lib/departments/keep.ts";
import { createPartner } from "../../../lib/partners/verbs.ts";
import { createProduct } from "../../../lib/products/create.ts";
import { forget } from "../../../lib/table/cache.ts";
import { monthIn } from "../../../lib/time/zone.ts";
import { createUser } from "../../../lib/users/create.ts";
import { firstAdmin } from "../../../lib/users/first-admin.ts";
import type { LocalCloud } from "../cloud.ts";
import { at, done } from "./act.ts";
import { careFromToday } from "./care.ts";
import { COMPETITORS, PARTNERS, PRODUCTS } from "./catalogue.ts";
import { writeArticles } from "./knowledge.ts";
import { market } from "./market.ts";
import { enrol } from "./members.ts";
import { plan } from "./plan.ts";
import { DEPARTMENTS, emailOf, STAFF, type StaffKey } from "./staff.ts";
import { type Cast, live } from "./stories.ts";

const YEAR = 366 * 86_400_000;

/** How many customers' stories are told at once. */
const AT_ONCE = 6;

/** Those whose tokens are shown at the start. */
export const people = [
  { title: "ADMIN", email: emailOf("admin") },
  { title: "MANAGER", email: emailOf("manager") },
  { title: "SALESPERSON", email: emailOf("salesperson") },
  { title: "AGENT", email: emailOf("service-agent") },
  { title: "FINANCE", email: emailOf("finance") },
] as const;

/** Fills a new table with a company and about twelve months of its work, by the product's own verbs. */
export async function load(cloud: LocalCloud): Promise<void> {
  const today = cloud.now();
  const founded = new Date(today.getTime() - YEAR);
  const staff = await hire(founded);
  const cast = await furnish(founded, staff);
  const stories = plan(today).values();
  const tell = async () => {
    for (const story of stories) await live(story, cast, today);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, tell));
  await enrol(cast, founded, today);
  await market(cloud, cast, today);
  await careFromToday(await known(staff.get("admin")?.userId ?? ""), today);
}

async function hire(founded: Date): Promise<ReadonlyMap<StaffKey, Person>> {
  const [boss, ...others] = STAFF;
  const { id } = await done(firstAdmin({ name: boss.name, email: emailOf(boss.key) }, founded));
  const admin = await known(id);
  const departments = new Map<string, string>();
  for (const { key, name, parent } of DEPARTMENTS) {
    const parentId = parent === undefined ? undefined : departments.get(parent);
    const made = await done(
      createDepartment({ name, ...(parentId !== undefined && { parentId }) }, at(admin, founded)),
    );
    departments.set(key, made.id);
  }
  const hired = new Map<StaffKey, string>([[boss.key, id]]);
  for (const { key, name, role, department } of others) {
    const departmentId = departments.get(department);
    const input = { name, email: emailOf(key), roles: [role], departmentId, language: "zh-CN" as const };
    hired.set(key, (await done(createUser(input, at(admin, founded)))).id);
  }
  for (const { key, head } of DEPARTMENTS) {
    await done(changeDepartment(departments.get(key) ?? "", { headId: hired.get(head) }, at(admin, founded)));
  }
  forget("");
  return new Map(await Promise.all([...hired].map(async ([key, id]) => [key, await known(id)] as const)));
}

async function known(userId: string): Promise<Person> {
  const found = await person(userId);
  if (found === undefined) throw new Error(`nobody is ${userId}`);
  return found;
}

async function furnish(founded: Date, staff: ReadonlyMap<StaffKey, Person>): Promise<Cast> {
  const context = at(await known(staff.get("admin")?.userId ?? ""), founded);
  const price = (amount: number) => ({ amount, currency: "CNY" });
  const products: string[] = [];
  for (const { name, category, price: unit, cost, warrantyMonths } of PRODUCTS) {
    const input = { name, category, unitPrice: price(unit), cost: price(cost), warrantyMonths, active: true };
    products.push((await done(createProduct(input, context))).id);
  }
  await writeArticles(products, context);
  const rivals: string[] = [];
  for (const input of COMPETITORS) rivals.push((await done(createCompetitor(input, context))).id);
  const allies: string[] = [];
  for (const { name } of PARTNERS) allies.push((await done(createPartner({ name }, context))).id);
  await done(
    createPlan(
      {
        name: "标准佣金方案",
        basis: "won-amount",
        rank: 100,
        active: true,
        firstMonth: monthIn(founded, "Asia/Shanghai"),
        rules: [
          {
            name: "服务按次",
            categories: ["services"],
            rate: { kind: "fixed-per-unit", amount: price(10_000) },
          },
          { name: "新客户", customer: "new", rate: { kind: "percent", basisPoints: 600 } },
          {
            name: "阶梯",
            rate: {
              kind: "bands",
              mode: "marginal",
              per: "deal",
              bands: [
                { from: price(0), to: price(10_000_000), basisPoints: 300 },
                { from: price(10_000_000), to: price(30_000_000), basisPoints: 400 },
                { from: price(30_000_000), basisPoints: 500 },
              ],
            },
          },
        ],
      },
      context,
    ),
  );
  forget("");
  return { staff, products, rivals, allies };
}
