import { afterAll, beforeAll, expect, test } from "vitest";
import { lambdas } from "../../functions/manifest.ts";
import { type LocalCloud, startLocalCloud } from "../../infra/local/cloud.ts";
import { carry } from "../../lib/handover/carry.ts";
import { type Handover, handovers } from "../../lib/handover/handover.ts";
import { commit } from "../../lib/table/commit.ts";
import { get } from "../../lib/table/read.ts";
import { clientOf } from "../makers/client.ts";
import { hire, type Staff } from "../makers/company.ts";

let cloud: LocalCloud;
let admin: Staff;
// The function that carries a handover on does not run here: the tests do, as a bus would that repeats itself.
beforeAll(async () => {
  cloud = await startLocalCloud({ lambdas: lambdas.filter(({ name }) => name !== "hand-over") });
  admin = await hire({ cloud }, { roles: ["admin"] });
});
afterAll(() => cloud.stop());

const as = ({ token }: Staff) => clientOf(cloud.url, token);

async function begun(customers: number) {
  const [leaver, heir] = [await hire({ cloud }), await hire({ cloud })];
  const made = Array.from({ length: customers }, (_, index) =>
    as(leaver).post("/customers", { name: `${leaver.name} 的客户 ${index}` }),
  );
  await Promise.all(made);
  const { body } = await as(admin).post(`/users/${leaver.id}/handover`, { to: heir.id });
  return { leaver, heir, id: String(body.id) };
}

const round = async (id: string, version: number) => commit(await carry(id, version, cloud.now()));
const standing = (id: string): Promise<Handover> => get(handovers, id);

test("every round counts once, however often it is delivered, late or at the same moment", async () => {
  const { heir, id } = await begun(50);
  for (let version = 1; (await standing(id)).status === "running"; version += 1) {
    await Promise.all([round(id, version), round(id, version), round(id, Math.max(1, version - 1))]);
    expect((await standing(id)).version).toBe(version + 1);
  }
  expect(await standing(id)).toMatchObject({ status: "done", moved: { customer: 50 } });
  expect(await as(heir).all("/customers")).toHaveLength(50);
});

test("it goes on where it was when its function dies between two rounds", async () => {
  const { heir, id } = await begun(50);
  await round(id, 1);
  const { moved, version } = await standing(id);
  expect(moved.customer).toBeLessThan(50);
  for (let next = version; (await standing(id)).status === "running"; next += 1) await round(id, next);
  expect((await standing(id)).moved).toEqual({ customer: 50 });
  expect(await as(heir).all("/customers")).toHaveLength(50);
});

test("it stops, with the reason, when the receiver is no longer one to receive", async () => {
  const { leaver, heir, id } = await begun(50);
  await round(id, 1);
  await as(admin).post(`/users/${heir.id}/leave`);
  await round(id, (await standing(id)).version);
  expect(await standing(id)).toMatchObject({
    status: "stopped",
    reason: "the person is nobody who works here",
  });
  // What was moved stays, and another handover takes the rest.
  const other = await hire({ cloud });
  const again = await as(admin).post(`/users/${leaver.id}/handover`, { to: other.id });
  expect(again.status).toBe(202);
  for (let version = 1; (await standing(again.body.id)).status === "running"; version += 1)
    await round(again.body.id, version);
  const first = (await standing(id)).moved.customer ?? 0;
  expect((await standing(again.body.id)).moved.customer).toBe(50 - first);
});

test("a record that is changed at the very moment it is moved loses neither change", async () => {
  const { leaver, heir, id } = await begun(30);
  const customers = await as(leaver).all("/customers");
  const changed = customers.map((customer) =>
    as(admin).patch(`/customers/${customer.id}`, { notes: "gleichzeitig" }),
  );
  for (let version = 1; (await standing(id)).status === "running"; version += 1) await round(id, version);
  const answers = await Promise.all(changed);
  const noted = answers.filter(({ status }) => status === 200).length;
  const held = await as(heir).all("/customers");
  expect(held).toHaveLength(30);
  expect(held.filter(({ notes }) => notes === "gleichzeitig")).toHaveLength(noted);
});
