import { type Department, departments } from "../../lib/departments/department.ts";
import { newId } from "../../lib/ids/id.ts";
import { forget } from "../../lib/table/cache.ts";
import { commit } from "../../lib/table/commit.ts";
import { get } from "../../lib/table/read.ts";
import { firstVersion, nextVersion } from "../../lib/table/record.ts";
import { put } from "../../lib/table/write.ts";
import { type User, users } from "../../lib/users/user.ts";
import type { Requester } from "./client.ts";
import type { Product } from "./product.ts";

/** A member of staff who is signed in. */
export interface Staff extends Requester {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly departmentId: string | undefined;
}

const surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"];
let hired = 0;

/** Somebody new, with a token; a salesperson of no department unless told. */
export async function hire(
  { cloud }: Pick<Product, "cloud">,
  given: Partial<Pick<User, "name" | "email" | "roles" | "departmentId" | "managerId" | "language">> = {},
): Promise<Staff> {
  hired += 1;
  const at = cloud.now();
  const record: User = {
    ...firstVersion(newId("user", at), { by: "system", now: at }),
    name: `${surnames[hired % surnames.length]}${hired}`,
    email: `staff-${hired}@example.cn`,
    roles: ["salesperson"],
    language: "zh-CN",
    status: "active",
    ...given,
  };
  await commit({ writes: put(users, record, undefined), result: undefined });
  const { id, name, email, departmentId } = record;
  return { id, name, email, departmentId, token: await cloud.issueToken({ userId: id, email }) };
}

/** A new department. */
export async function department(
  { cloud }: Pick<Product, "cloud">,
  name: string,
  parent?: Department,
): Promise<Department> {
  const at = cloud.now();
  const record: Department = {
    ...firstVersion(newId("department", at), { by: "system", now: at }),
    name,
    ...(parent !== undefined && { parentId: parent.id }),
  };
  await commit({ writes: put(departments, record, undefined), result: undefined });
  forget("departments");
  return record;
}

/** Makes somebody the head of a department. */
export async function appoint({ cloud }: Pick<Product, "cloud">, head: Staff, { id }: Department) {
  const place = await get(departments, id);
  const next = nextVersion(place, { headId: head.id }, { by: "system", now: cloud.now() });
  await commit({ writes: put(departments, next, place), result: undefined });
  forget("departments");
}

/**
 * A small company:
 *
 *     headquarters 总部           admin
 *     ├─ sales 销售部              manager (its head)
 *     │  ├─ east 华东销售          salesperson, colleague
 *     │  └─ south 华南销售         southerner
 *     ├─ finance 财务部            finance
 *     └─ service 客服部            agent
 */
export async function company(product: Pick<Product, "cloud">) {
  const headquarters = await department(product, "总部");
  const sales = await department(product, "销售部", headquarters);
  const [east, south, treasury, service] = await Promise.all([
    department(product, "华东销售", sales),
    department(product, "华南销售", sales),
    department(product, "财务部", headquarters),
    department(product, "客服部", headquarters),
  ]);
  const person = (name: string, key: string, place: Department) =>
    hire(product, { name, roles: [key], departmentId: place.id });
  const [admin, manager, salesperson, colleague, southerner, finance, agent] = await Promise.all([
    person("林管理", "admin", headquarters),
    person("周经理", "sales-manager", sales),
    person("陈销售", "salesperson", east),
    person("李同事", "salesperson", east),
    person("黄南方", "salesperson", south),
    person("吴财务", "finance", treasury),
    person("赵客服", "service-agent", service),
  ]);
  await appoint(product, manager, sales);
  const tree = { headquarters, sales, east, south, treasury, service };
  return { admin, manager, salesperson, colleague, southerner, finance, agent, departments: tree };
}
