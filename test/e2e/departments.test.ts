import { afterAll, describe, expect, test } from "vitest";
import type { Json } from "../makers/client.ts";
import { hire } from "../makers/company.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const admin = await hire(product, { roles: ["admin"] });
const client = product.as(admin);
afterAll(product.stop);

async function add(name: string, parentId?: string): Promise<Json> {
  const answer = await client.post("/departments", { name, ...(parentId && { parentId }) });
  expect(answer.status).toBe(201);
  return answer.body;
}

describe("departments", () => {
  test("make a tree, listed by name", async () => {
    const top = await add("树 总部");
    const [first, second] = [await add("树 一部", top.id), await add("树 二部", top.id)];
    const below = await client.all(`/departments?parentId=${top.id}`, 1);
    expect(below.map(({ id }: Json) => id).toSorted()).toEqual([first.id, second.id].toSorted());
    expect((await client.get(`/departments/${first.id}`)).body).toMatchObject({
      parentId: top.id,
      version: 1,
    });
  });

  test("have names of their own", async () => {
    const there = await add("独一部");
    const again = await client.post("/departments", { name: "独一部" });
    expect([again.status, again.body.existingId]).toEqual([409, there.id]);
  });

  test("are below one that there is", async () => {
    const answer = await client.post("/departments", {
      name: "孤部",
      parentId: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, "/parentId"]);
  });

  test("are never below themselves", async () => {
    const top = await add("圈 上");
    const middle = await add("圈 中", top.id);
    const bottom = await add("圈 下", middle.id);
    for (const parentId of [top.id, middle.id, bottom.id]) {
      const answer = await client.patch(`/departments/${top.id}`, { parentId });
      expect([answer.status, answer.body.detail]).toEqual([422, "a department cannot be below itself"]);
    }
    expect((await client.patch(`/departments/${bottom.id}`, { parentId: null })).status).toBe(200);
    expect((await client.patch(`/departments/${top.id}`, { parentId: bottom.id })).status).toBe(200);
  });

  test("that are moved below each other at the same moment make no circle", async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [await add(`对 一 ${round}`), await add(`对 二 ${round}`)];
      const answers = await Promise.all([
        client.patch(`/departments/${one.id}`, { parentId: other.id }),
        client.patch(`/departments/${other.id}`, { parentId: one.id }),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422]);
    }
  });

  test("can be made many at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => client.post("/departments", { name: `并 ${index}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  });

  test("go when nobody is in them and nothing is below", async () => {
    const top = await add("删 上");
    const below = await add("删 下", top.id);
    const person = await hire(product, { departmentId: below.id });
    const refused = async (id: string) => (await client.delete(`/departments/${id}`)).body.detail;
    expect(await refused(top.id)).toBe(
      "a department with others below it cannot be deleted; move or delete those first",
    );
    expect(await refused(below.id)).toBe("a department with people in it cannot be deleted; move them first");
    await client.patch(`/users/${person.id}`, { departmentId: null });
    expect((await client.delete(`/departments/${below.id}`)).status).toBe(204);
    expect((await client.delete(`/departments/${top.id}`)).status).toBe(204);
    expect((await client.get(`/departments/${top.id}`)).status).toBe(404);
    expect(
      (await client.post("/users", { name: "迟", email: "late@example.cn", departmentId: below.id })).status,
    ).toBe(422);
    await add("删 上");
  });

  test("nobody is left in one that goes at the moment they come", async () => {
    for (let round = 0; round < 5; round += 1) {
      const place = await add(`抢 ${round}`);
      const [hired, deleted] = await Promise.all([
        client.post("/users", { name: "抢", email: `race-${round}@example.cn`, departmentId: place.id }),
        client.delete(`/departments/${place.id}`),
      ]);
      expect([`${hired.status} ${deleted.status}`]).toContainEqual(
        expect.stringMatching(/^(201 409|422 204)$/),
      );
    }
  });

  test("whose people left can go", async () => {
    const place = await add("散");
    const person = await hire(product, { departmentId: place.id });
    await client.post(`/users/${person.id}/leave`);
    expect((await client.delete(`/departments/${place.id}`)).status).toBe(204);
    const back = await client.post(`/users/${person.id}/rejoin`);
    expect([back.status, back.body.code]).toEqual([422, "unknown-reference"]);
  });

  test("keep who changed what", async () => {
    const place = await add("史");
    await client.patch(`/departments/${place.id}`, { headId: admin.id });
    await product.drain();
    const { body } = await client.get(`/departments/${place.id}/history`);
    expect(body.items[0].changes).toEqual([{ field: "headId", to: admin.id }]);
  });
});
