import { afterAll, describe, expect, test } from "vitest";
import { commit } from "../../lib/table/commit.ts";
import { firstAdmin } from "../../lib/users/first-admin.ts";
import { hire } from "../makers/company.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
afterAll(product.stop);

const root = { name: "创始人", email: "root@example.cn" };
const found = async (who = root) => commit(await firstAdmin(who, product.now()));
const SENTENCE = "the company keeps an active administrator: make somebody else one first";

describe("a company", () => {
  test("gets its first administrator once, however many start it at the same moment", async () => {
    const made = await Promise.all([found(), found(), found()]);
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect((await found()).id).toBe(made[0]?.id);
    await expect(found({ name: "他人", email: "other@example.cn" })).rejects.toThrow(
      "the company has an administrator already",
    );
    const token = await product.cloud.issueToken({ userId: made[0]?.id ?? "", email: root.email });
    expect((await product.as({ token }).get("/me")).body.roles).toMatchObject([{ key: "admin" }]);
  });

  test("keeps its last administrator: they do not leave and keep their role", async () => {
    const { id, email } = await found();
    const client = product.as({ token: await product.cloud.issueToken({ userId: id, email }) });
    for (const attempt of [
      client.post(`/users/${id}/leave`),
      client.patch(`/users/${id}`, { roles: [] }),
      client.patch(`/users/${id}`, { roles: ["viewer"] }),
    ]) {
      const { status, body } = await attempt;
      expect([status, body.code, body.detail]).toEqual([422, "rule-broken", SENTENCE]);
    }
    const successor = await hire(product, { roles: ["admin"] });
    expect((await client.patch(`/users/${id}`, { roles: ["viewer"] })).status).toBe(200);
    const last = await product.as(successor).post(`/users/${successor.id}/leave`);
    expect([last.status, last.body.detail]).toEqual([422, SENTENCE]);
    expect((await product.as(successor).patch(`/users/${id}`, { roles: ["admin"] })).status).toBe(200);
  });

  test("keeps one when all leave at the same moment", async () => {
    const { id } = await found();
    const others = await Promise.all(Array.from({ length: 4 }, () => hire(product, { roles: ["admin"] })));
    const everybody = await product.as(others[0] ?? { token: "" }).all("/users?role=admin&status=active");
    const client = product.as(others[0] ?? { token: "" });
    const answers = await Promise.all(everybody.map((user) => client.post(`/users/${user.id}/leave`)));
    const statuses = answers.map(({ status }) => status);
    // Whoever sends them may be gone in the middle; one administrator stays in any case.
    expect(statuses.filter((status) => status === 200).length).toBeLessThan(everybody.length);
    expect(statuses.every((status) => [200, 401, 422].includes(status))).toBe(true);
    expect(everybody.map((user) => user.id)).toContain(id);
  });

  test("keeps the role admin able to give permissions back", async () => {
    const admin = await hire(product, { roles: ["admin"] });
    const client = product.as(admin);
    const { body } = await client.get("/roles/admin");
    const without = body.grants.filter(({ resource }: { resource: string }) => resource !== "role");
    const refused = await client.patch("/roles/admin", { grants: without });
    expect([refused.status, refused.body.detail]).toEqual([
      422,
      "the role admin keeps role:read, role:create, role:update, role:assign with scope all: otherwise nobody could give permissions back",
    ]);
    const less = body.grants.filter(({ resource }: { resource: string }) => resource !== "customer");
    expect((await client.patch("/roles/admin", { grants: less })).status).toBe(200);
    expect((await client.delete("/roles/admin")).status).toBe(409);
    expect((await client.post("/roles/admin/restore-default")).status).toBe(200);
  });
});
