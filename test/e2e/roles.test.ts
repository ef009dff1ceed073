import { afterAll, describe, expect, test } from "vitest";
import { shippedRoles } from "../../lib/roles/shipped.ts";
import type { Json } from "../makers/client.ts";
import { department, hire } from "../makers/company.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const admin = await hire(product, { roles: ["admin"] });
const client = product.as(admin);
afterAll(product.stop);

const grants = [{ resource: "customer", actions: ["read"], scope: "own" }];
const own = (key: string, more: object = {}) => client.post("/roles", { key, name: key, grants, ...more });

describe("roles", () => {
  test("are listed, the shipped ones and the company's own", async () => {
    expect((await own("listed")).status).toBe(201);
    const { items } = (await client.get("/roles")).body;
    expect(items.slice(0, 11).map(({ key }: Json) => key)).toEqual(shippedRoles.map(({ key }) => key));
    expect(items.find(({ key }: Json) => key === "listed")).toMatchObject({
      shipped: false,
      version: 1,
      grants,
    });
  });

  test("that are shipped are changed and restored", async () => {
    const changed = await client.patch("/roles/viewer", { grants }, { "if-match": '"0"' });
    expect(changed.body).toMatchObject({ grants, shipped: true, isDefault: false, version: 1 });
    expect((await client.patch("/roles/viewer", { grants: [] }, { "if-match": '"0"' })).status).toBe(412);
    const restored = await client.post("/roles/viewer/restore-default");
    expect(restored.body).toMatchObject({
      grants: shippedRoles.find(({ key }) => key === "viewer")?.grants,
      isDefault: true,
      version: 2,
    });
    expect((await client.post("/roles/viewer/restore-default")).status).toBe(409);
    expect((await client.patch("/roles/viewer", { name: "访客" })).body).toMatchObject({
      name: "访客",
      version: 3,
    });
    expect((await client.delete("/roles/viewer")).body.detail).toBe(
      "the role viewer is shipped with the product: change what it grants instead",
    );
  });

  test("of the company's own go when nobody holds them, and can be made again", async () => {
    await own("passing");
    expect((await own("passing")).body).toMatchObject({ code: "already-exists", existingId: "passing" });
    expect((await client.post("/roles/passing/restore-default")).status).toBe(409);
    const holder = await hire(product, { roles: ["passing"] });
    const refused = await client.delete("/roles/passing");
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      "a role that somebody holds cannot be deleted; give them another one first",
    ]);
    await client.patch(`/users/${holder.id}`, { roles: [] });
    expect((await client.delete("/roles/passing")).status).toBe(204);
    expect((await client.get("/roles/passing")).status).toBe(404);
    expect((await client.patch(`/users/${holder.id}`, { roles: ["passing"] })).status).toBe(422);
    expect((await own("passing")).body).toMatchObject({ version: 3 });
  });

  test("are not given to anybody at the moment they go", async () => {
    for (let round = 0; round < 5; round += 1) {
      const key = `race-${round}`;
      await own(key);
      const [given, deleted] = await Promise.all([
        client.post("/users", { name: "抢", email: `${key}@example.cn`, roles: [key] }),
        client.delete(`/roles/${key}`),
      ]);
      expect(`${given.status} ${deleted.status}`).toMatch(/^(201 409|422 204)$/);
    }
  });

  test.each([
    ["a department that there is not", ["dep_01JCXW3V7Q8F2M4N6P8R0T2V4X"], 422, "/grants/1/departmentIds/0"],
    ["no department", [], 400, "/grants/1/departmentIds"],
    ["departments not named at all", undefined, 400, "/grants/1/departmentIds"],
  ])("choose departments, not %s", async (_, departmentIds, status, pointer) => {
    const chosen = { resource: "customer", actions: ["read"], scope: "chosen-departments", departmentIds };
    const answer = await own("choosing", { grants: [...grants, chosen] });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([status, pointer]);
  });

  test("choose departments that there are", async () => {
    const places = [await department(product, "选 一"), await department(product, "选 二")];
    const chosen = {
      resource: "customer",
      actions: ["read"],
      scope: "chosen-departments",
      departmentIds: places.map(({ id }) => id),
    };
    expect((await own("chosen", { grants: [chosen] })).body.grants).toEqual([chosen]);
  });

  test.each([
    ["a key with capitals", { key: "Big" }],
    ["no name", { name: "" }],
    ["an unknown field", { colour: "red" }],
    ["an unknown action", { grants: [{ ...grants[0], actions: ["sell"] }] }],
  ])("with %s are refused", async (_, more) => {
    expect((await own("bad", more)).status).toBe(400);
  });

  test("keep who changed what, field by field", async () => {
    await own("kept");
    await client.patch("/roles/kept", { name: "Kept" });
    await product.drain();
    const { body } = await client.get("/roles/kept/history");
    expect(body.items[0]).toMatchObject({
      version: 2,
      by: admin.id,
      changes: [{ field: "name", from: "kept", to: "Kept" }],
    });
    expect(body.items[1].changes).toContainEqual({ field: "grants", to: grants });
  });
});
