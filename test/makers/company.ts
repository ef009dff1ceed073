import { SYSTEM } from "../../lib/access/caller.ts";
import type { Department } from "../../lib/departments/department.ts";
import { changeDepartment, createDepartment } from "../../lib/departments/keep.ts";
import { shippedRoles } from "../../lib/roles/shipped.ts";
import { commit } from "../../lib/table/commit.ts";
import { createUser } from "../../lib/users/create.ts";
import type { UserInput } from "../../lib/users/user.ts";
import type { Requester } from "./client.ts";
import type { Product } from "./product.ts";

/** A member of staff who is signed in. */
export interface Staff extends Requester {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly departmentId: string | undefined;
}

/** Whoever founds the company: nobody who could be asked for a token is there yet. */
function founder({ cloud }: Pick<Product, "cloud">) {
  const grants = shippedRoles.find(({ key }) => key === "admin")?.grants ?? [];
  return { caller: { ...SYSTEM, grants }, now: cloud.now(), requestId: "makers", ifMatch: undefined };
}

const surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"];
let hired = 0;

/** Somebody new, with a token; a salesperson of no department unless told. */
export async function hire(product: Pick<Product, "cloud">, given: Partial<UserInput> = {}): Promise<Staff> {
  hired += 1;
  const usual = {
    name: `${surnames[hired % surnames.length]}${hired}`,
    email: `staff-${hired}@example.cn`,
    roles: ["salesperson"],
  };
  const { id, name, email, departmentId } = await commit(
    await createUser({ ...usual, ...given }, founder(product)),
  );
  return { id, name, email, departmentId, token: await product.cloud.issueToken({ userId: id, email }) };
}

/** A new department. */
export async function department(
  product: Pick<Product, "cloud">,
  name: string,
  parent?: Department,
): Promise<Department> {
  const above = parent === undefined ? {} : { parentId: parent.id };
  return commit(await createDepartment({ name, ...above }, founder(product)));
}

/** Makes somebody the head of a department. */
export async function appoint(product: Pick<Product, "cloud">, head: Staff, { id }: Department) {
  await commit(await changeDepartment(id, { headId: head.id }, founder(product)));
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
