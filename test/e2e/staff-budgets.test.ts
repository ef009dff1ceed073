import { afterAll, expect, test } from "vitest";
import { areas } from "../../functions/api/manifest.ts";
import { meRoutes } from "../../lib/users/me-routes.ts";
import type { Answer } from "../makers/client.ts";
import { hire } from "../makers/company.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const client = product.as(await hire(product, { roles: ["admin"] }));
const routes = [areas.users, areas.departments, areas.roles, { routes: meRoutes }, areas.settings].flatMap(
  ({ routes }) => Object.values(routes),
);
afterAll(product.stop);

const used = new Map<string, number>();

/** An answer that is none of the expected success, or took more calls than its route declares, fails the test. */
async function within(id: string, request: Promise<Answer>): Promise<Answer["body"]> {
  const route = routes.find((candidate) => candidate.id === id);
  const { status, body, calls } = await request;
  expect({ id, status }).toEqual({ id, status: route?.status ?? (body === undefined ? 204 : 200) });
  expect({ id, within: calls <= (route?.budget.calls ?? 0), calls }).toEqual({ id, within: true, calls });
  used.set(id, calls);
  return body;
}

test.skipIf(product.deployed)(
  "people, departments, roles and settings keep within their budgets",
  async () => {
    // The signing key of cursors is read once in a process's life: by the first list of two pages.
    await hire(product);
    await client.get("/users?limit=1");
    const top = await within("department.create", client.post("/departments", { name: "预算 上" }));
    const place = await within("department.create", client.post("/departments", { name: "预算 下" }));
    await within("department.update", client.patch(`/departments/${place.id}`, { parentId: top.id }));
    await within("department.read", client.get(`/departments/${place.id}`));
    await within("department.list", client.get("/departments?limit=1"));
    await within("department.history", client.get(`/departments/${place.id}/history`));

    const chosen = {
      resource: "customer",
      actions: ["read"],
      scope: "chosen-departments",
      departmentIds: [top.id],
    };
    await within("role.create", client.post("/roles", { key: "budget", name: "预算", grants: [chosen] }));
    await within("role.update", client.patch("/roles/budget", { grants: [chosen], name: "预算二" }));
    await within("role.read", client.get("/roles/budget"));
    await within("role.list", client.get("/roles"));
    await within("role.history", client.get("/roles/budget/history"));
    await client.patch("/roles/viewer", { name: "访客" });
    await within("role.restore-default", client.post("/roles/viewer/restore-default"));

    const somebody = { departmentId: place.id, roles: ["budget", "salesperson"] };
    const made = (name: string, more: object = {}) =>
      client.post("/users", { name, email: `budget-${name}@example.cn`, ...more });
    const heir = await within("user.create", made("heir", { roles: ["salesperson"] }));
    const user = await within("user.create", made("leaver", somebody));
    await within("user.read", client.get(`/users/${user.id}`));
    await within("user.list", client.get("/users?limit=1&role=budget"));
    await within(
      "user.update",
      client.patch(`/users/${user.id}`, { departmentId: top.id, roles: ["salesperson"] }),
    );
    await within("user.history", client.get(`/users/${user.id}/history`));
    await within("user.leave", client.post(`/users/${user.id}/leave`));
    await within("user.hand-over", client.post(`/users/${user.id}/handover`, { to: heir.id }));
    await within("user.handover", client.get(`/users/${user.id}/handover`));
    await within("user.rejoin", client.post(`/users/${user.id}/rejoin`));
    await within("role.remove", client.delete("/roles/budget"));
    await within("department.remove", client.delete(`/departments/${place.id}`));
    await within("me.read", client.get("/me"));
    await within("me.update", client.patch("/me", { language: "en" }));

    for (const { id, path } of routes.filter(
      (route) => route.id.startsWith("settings.") && route.id.endsWith(".read"),
    )) {
      const name = id.split(".")[1];
      const { value } = await within(id, client.get(path));
      await within(`settings.${name}.replace`, client.put(path, value));
      await within(`settings.${name}.restore`, client.post(`${path}/restore-default`));
      await within(`settings.${name}.history`, client.get(`${path}/history`));
    }
    expect(routes.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([]);
  },
);
