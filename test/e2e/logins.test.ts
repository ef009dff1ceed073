import { afterAll, describe, expect, test } from "vitest";
import { hire } from "../makers/company.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const admin = await hire(product, { roles: ["admin"] });
const client = product.as(admin);
afterAll(product.stop);

const login = async (email: string) => {
  await product.drain();
  return product.cloud.login(email);
};

describe.skipIf(product.deployed)("a login", () => {
  test("is made for somebody new, carries their id, and follows them", async () => {
    const { body: user } = await client.post("/users", { name: "钱登录", email: "Qian@Example.CN" });
    expect(await login("qian@example.cn")).toMatchObject({
      enabled: true,
      attributes: { email: "qian@example.cn", "custom:user_id": user.id },
    });
    await client.patch(`/users/${user.id}`, { email: "qian.new@example.cn" });
    expect(await login("qian.new@example.cn")).toMatchObject({ attributes: { "custom:user_id": user.id } });
    expect(await login("qian@example.cn")).toBeUndefined();
    await client.post(`/users/${user.id}/leave`);
    expect(await login("qian.new@example.cn")).toMatchObject({ enabled: false });
    await client.post(`/users/${user.id}/rejoin`);
    expect(await login("qian.new@example.cn")).toMatchObject({ enabled: true });
  });

  test.each([
    { who: "had none yet", before: "shared", after: "first", between: async () => {} },
    { who: "signed in by it", before: "common", after: "former", between: () => product.drain() },
  ])("of an address that moved on from somebody who $who goes to whoever has it now", async (given) => {
    const [email, moved] = [`${given.before}@example.cn`, `${given.after}@example.cn`];
    const { body: first } = await client.post("/users", { name: "先", email });
    await given.between();
    await client.patch(`/users/${first.id}`, { email: moved });
    const { body: second } = await client.post("/users", { name: "后", email });
    expect(await login(email)).toMatchObject({ attributes: { "custom:user_id": second.id } });
    expect(await login(moved)).toMatchObject({ attributes: { "custom:user_id": first.id } });
    expect(product.cloud.deadLetters()).toEqual([]);
  });

  test("is as the person is, however quickly they come and go", async () => {
    const { body: user } = await client.post("/users", { name: "快", email: "quick@example.cn" });
    for (const verb of ["leave", "rejoin", "leave", "rejoin", "leave"]) {
      expect((await client.post(`/users/${user.id}/${verb}`)).status).toBe(200);
    }
    const found = await login("quick@example.cn");
    expect(found?.enabled ?? false).toBe(false);
    await client.post(`/users/${user.id}/rejoin`);
    expect(await login("quick@example.cn")).toMatchObject({ enabled: true });
  });
});
