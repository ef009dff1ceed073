import { afterAll, describe, expect, test } from "vitest";
import type { Json } from "../makers/client.ts";
import { company, hire } from "../makers/company.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const { admin, manager, salesperson, departments } = await company(product);
const asAdmin = product.as(admin);
afterAll(product.stop);

const newcomer = (more: object = {}) => ({ name: "孙新人", email: `new-${++made}@example.cn`, ...more });
let made = 0;

async function add(more: object = {}): Promise<Json> {
  const answer = await asAdmin.post("/users", newcomer(more));
  expect(answer.status).toBe(201);
  return answer.body;
}

describe("a member of staff", () => {
  test("is added, read, changed and followed in the history", async () => {
    const user = await add({ departmentId: departments.east.id, roles: ["salesperson"] });
    expect(user).toMatchObject({
      id: expect.stringMatching(/^usr_/),
      version: 1,
      status: "active",
      language: "zh-CN",
    });
    const read = await asAdmin.get(`/users/${user.id}`);
    expect(read.headers.get("etag")).toBe('"1"');
    const changed = await asAdmin.patch(
      `/users/${user.id}`,
      { name: "孙资深", managerId: manager.id },
      { "if-match": '"1"' },
    );
    expect(changed.body).toMatchObject({ name: "孙资深", managerId: manager.id, version: 2 });
    const stale = await asAdmin.patch(`/users/${user.id}`, { name: "孙" }, { "if-match": '"1"' });
    expect([stale.status, stale.body.code]).toEqual([412, "stale-version"]);
    await product.drain();
    const { body } = await asAdmin.get(`/users/${user.id}/history`);
    expect(body.items[0]).toMatchObject({
      version: 2,
      by: admin.id,
      changes: expect.arrayContaining([{ field: "name", from: "孙新人", to: "孙资深" }]),
    });
  });

  test.each([
    [
      "an address that somebody has",
      () => ({ email: admin.email.replace("staff", "STAFF") }),
      409,
      "already-exists",
      "/email",
    ],
    ["a role that there is not", () => ({ roles: ["astronaut"] }), 422, "unknown-reference", "/roles"],
    [
      "a department that there is not",
      () => ({ departmentId: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X" }),
      422,
      "unknown-reference",
      "/departmentId",
    ],
    [
      "a manager that there is not",
      () => ({ managerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X" }),
      422,
      "unknown-reference",
      "/managerId",
    ],
    ["a role named twice", () => ({ roles: ["viewer", "viewer"] }), 400, "invalid-request", "/roles"],
    ["no address at all", () => ({ email: "nobody" }), 400, "invalid-request", "/email"],
    ["a status of the caller's choosing", () => ({ status: "left" }), 400, "invalid-request", "/status"],
  ])("is not added with %s", async (_, more, status, code, pointer) => {
    const answer = await asAdmin.post("/users", newcomer(more()));
    expect([answer.status, answer.body.code, answer.body.errors[0].pointer]).toEqual([status, code, pointer]);
  });

  test("is found by beginning of the name, department, role and status, by name, in pages", async () => {
    const place = (await asAdmin.post("/departments", { name: "寻人部" })).body;
    const names = ["Zoë Müller", "zoe Ma", "ZOE Li", "张三", "张四"];
    const people: Json[] = [];
    for (const name of names) people.push(await add({ name, departmentId: place.id, roles: ["viewer"] }));
    const find = async (query: string) =>
      (await asAdmin.all(`/users?${query}`, 2)).map(({ name }: Json) => name);
    expect(await find("name=zoe")).toEqual(["ZOE Li", "zoe Ma"]);
    expect(await find("name=张")).toEqual(["张三", "张四"]);
    expect(await find(`departmentId=${place.id}`)).toHaveLength(5);
    expect(await find(`departmentId=${place.id}&role=salesperson`)).toEqual([]);
    await asAdmin.post(`/users/${people[3].id}/leave`);
    expect(await find(`departmentId=${place.id}&status=left`)).toEqual(["张三"]);
    expect(await find(`departmentId=${place.id}&status=active`)).toHaveLength(4);
  });

  test("is nobody's own manager", async () => {
    const { id } = await add();
    const answer = await asAdmin.patch(`/users/${id}`, { managerId: id });
    expect([answer.status, answer.body.detail]).toEqual([422, "nobody is their own manager"]);
  });
});

describe("giving out roles", () => {
  test("needs the right to, so that nobody raises themselves", async () => {
    await asAdmin.post("/roles", {
      key: "personnel",
      name: "Personnel",
      grants: [{ resource: "user", actions: ["read", "create", "update"], scope: "department-and-below" }],
    });
    await product.settled();
    const clerk = await hire(product, { roles: ["personnel"], departmentId: departments.sales.id });
    const client = product.as(clerk);
    const raised = await client.patch(`/users/${clerk.id}`, { roles: ["personnel", "admin"] });
    expect([raised.status, raised.body.detail]).toEqual([403, "your roles do not let you give out roles"]);
    expect((await client.post("/users", newcomer({ departmentId: departments.east.id }))).status).toBe(201);
    const withRole = newcomer({ departmentId: departments.east.id, roles: ["viewer"] });
    expect((await client.post("/users", withRole)).status).toBe(403);
    const seller = await hire(product, { departmentId: departments.east.id });
    const taken = await client.patch(`/users/${seller.id}`, { email: "mine@example.cn" });
    expect([taken.status, taken.body.detail]).toEqual([
      403,
      "where others sign in is changed by those who may give out roles",
    ]);
    const elsewhere = await client.post("/users", newcomer({ departmentId: departments.treasury.id }));
    expect([elsewhere.status, elsewhere.body.errors[0].pointer]).toEqual([403, "/departmentId"]);
    expect((await client.patch(`/users/${clerk.id}`, { departmentId: departments.treasury.id })).status).toBe(
      403,
    );
  });
});

describe("somebody who left", () => {
  test("can do nothing any more, and works here again after coming back", async () => {
    const person = await hire(product, { departmentId: departments.east.id });
    const client = product.as(person);
    await client.post("/customers", { name: "留下的客户" });
    expect((await client.get("/me")).status).toBe(200);
    const left = await asAdmin.post(`/users/${person.id}/leave`);
    expect(left.body).toMatchObject({ status: "left", stillOwns: ["customer"], stillHeads: [] });
    await expect.poll(async () => (await client.get("/me")).status, { timeout: 8_000 }).toBe(401);
    expect((await client.get("/customers")).body).toMatchObject({ code: "unauthorized" });
    const again = await asAdmin.post(`/users/${person.id}/leave`);
    expect([again.status, again.body.detail]).toEqual([409, `${person.name} has left already`]);
    expect((await asAdmin.post(`/users/${person.id}/rejoin`)).body.status).toBe("active");
    await expect.poll(async () => (await client.get("/me")).status, { timeout: 8_000 }).toBe(200);
    expect((await asAdmin.post(`/users/${person.id}/rejoin`)).status).toBe(409);
  });

  test("is given nothing", async () => {
    const person = await hire(product);
    await asAdmin.post(`/users/${person.id}/leave`);
    await product.settled();
    const answer = await asAdmin.post("/customers", { name: "无主", ownerId: person.id });
    expect([answer.status, answer.body.code]).toEqual([422, "not-assignable"]);
    const managed = await asAdmin.post("/users", newcomer({ managerId: person.id }));
    expect([managed.status, managed.body.code]).toEqual([422, "unknown-reference"]);
    expect((await asAdmin.patch(`/departments/${departments.east.id}`, { headId: person.id })).status).toBe(
      422,
    );
  });

  test("who heads a department is named as such", async () => {
    const head = await hire(product);
    const { body } = await asAdmin.post("/departments", { name: "无头部", headId: head.id });
    await product.settled();
    expect((await asAdmin.post(`/users/${head.id}/leave`)).body.stillHeads).toEqual([body.id]);
  });
});

describe.skipIf(product.deployed)("a token", () => {
  test.each([
    [
      "of nobody",
      async () =>
        product.cloud.issueToken({ userId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X", email: "x@example.cn" }),
    ],
    ["without a user", async () => product.cloud.issueToken({ userId: "", email: "x@example.cn" })],
    [
      "of something else",
      async () => product.cloud.issueToken({ userId: departments.east.id, email: "x@example.cn" }),
    ],
    [
      "that expired",
      async () =>
        product.cloud.issueToken({ userId: salesperson.id, email: "x@example.cn" }, { expiresIn: -60 }),
    ],
    [
      "of another issuer",
      async () =>
        product.cloud.issueToken(
          { userId: salesperson.id, email: "x@example.cn" },
          { claims: { iss: "https://else.example" } },
        ),
    ],
    [
      "for another audience",
      async () =>
        product.cloud.issueToken(
          { userId: salesperson.id, email: "x@example.cn" },
          { claims: { aud: "else" } },
        ),
    ],
    [
      "that nobody signed",
      async () => {
        const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
        return `${part({ alg: "none" })}.${part({ "custom:user_id": salesperson.id })}.`;
      },
    ],
    ["that is none", async () => "abc"],
  ])("%s is refused", async (_, token) => {
    const answer = await product.as({ token: await token() }).get("/me");
    expect(answer.status).toBe(401);
  });
});

describe("/me", () => {
  test("says who I am and what I may do, my roles merged", async () => {
    const both = await hire(product, {
      departmentId: departments.east.id,
      roles: ["salesperson", "marketing"],
    });
    const { body, calls } = await product.as(both).get("/me");
    expect(body).toMatchObject({
      id: both.id,
      name: both.name,
      department: { id: departments.east.id, name: "华东销售" },
      roles: [{ key: "salesperson" }, { key: "marketing" }],
    });
    const may = (resource: string, action: string) =>
      body.permissions.find((one: Json) => one.resource === resource && one.action === action)?.scope;
    expect([may("customer", "read"), may("customer", "update"), may("customer", "delete")]).toEqual([
      "all",
      "own",
      undefined,
    ]);
    if (!product.deployed) expect(calls).toBeLessThanOrEqual(4);
  });

  test("names the departments of a manager, those below included", async () => {
    const { body } = await product.as(manager).get("/me");
    const approve = body.permissions.find(
      (one: Json) => one.resource === "customer" && one.action === "assign",
    );
    const { sales, east, south } = departments;
    expect(approve.departmentIds.toSorted()).toEqual([sales.id, east.id, south.id].toSorted());
  });

  test("lets me change my language and nothing else", async () => {
    const person = await hire(product);
    const client = product.as(person);
    expect((await client.patch("/me", { language: "en" })).body).toMatchObject({
      language: "en",
      version: 2,
    });
    expect((await client.patch("/me", { roles: ["admin"] })).status).toBe(400);
  });
});
