import { setTimeout as wait } from "node:timers/promises";
import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { CreateScheduleCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WEEKDAYS } from "../../lib/business-hours/hours.ts";
import { FRESH } from "../../lib/table/cache.ts";
import { company, hire } from "../makers/company.ts";
import { created, opportunity } from "../makers/deal.ts";
import { type Product, startProduct } from "../makers/product.ts";
import { request } from "../makers/service.ts";
import { deployment } from "./deployment.ts";
import { calledBy } from "./stage.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
});
afterAll(() => product.stop());

it("what was planned with an opportunity is done by its new owner", async () => {
  const seller = product.as(people.salesperson);
  const deal = await opportunity(seller);
  const planned = await created(seller, `/opportunities/${deal.id}/follow-ups`, {
    method: "phone",
    content: "回访",
    plannedAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const assigned = await product
    .as(people.manager)
    .post(`/opportunities/${deal.id}/assign`, { ownerId: people.colleague.id });
  expect(assigned.status).toBe(200);
  await product.drain();
  const { body } = await product.as(people.manager).get(`/follow-ups/${planned.id}`);
  expect(body.handlerId).toBe(people.colleague.id);
});

it("a login follows its person to another address", async () => {
  const admin = product.as(people.admin);
  const user = await created(admin, "/users", {
    name: "钱登录",
    email: "qian@example.cn",
    roles: ["salesperson"],
  });
  await product.drain();
  expect((await admin.patch(`/users/${user.id}`, { email: "qian.new@example.cn" })).status).toBe(200);
  await product.drain();
  const { UserAttributes = [] } = await new CognitoIdentityProviderClient({}).send(
    new AdminGetUserCommand({ UserPoolId: deployment().userPoolId, Username: "qian.new@example.cn" }),
  );
  expect(UserAttributes).toContainEqual({ Name: "custom:user_id", Value: user.id });
});

it("a target that is missed is recorded by the scheduler", async () => {
  const admin = product.as(people.admin);
  const always = [{ from: "00:00", to: "24:00" }];
  const hours = Object.fromEntries(WEEKDAYS.map((day) => [day, always]));
  expect((await admin.put("/settings/business-hours", hours)).status).toBe(200);
  await product.settled();
  const { id: technicianId } = await hire(product, { roles: ["technician"] });
  const receivedAt = new Date(Date.now() - 3 * 3_600_000).toISOString();
  const { id } = await request(admin, { receivedAt, technicianId });
  const missed = async () => (await admin.get(`/service-requests/${id}`)).body.missed;
  await expect
    .poll(missed, { timeout: 90_000, interval: 500 })
    .toEqual({ firstResponseAt: expect.any(String) });
}, 120_000);

it("a changed setting holds within seconds in a function that is at work all the time", async () => {
  const admin = product.as(people.admin);
  const seller = product.as(people.salesperson);
  const before = await created(seller, "/customers", { name: "改号前" });
  const { body } = await admin.get("/settings/numbering");
  const changed = { ...body.value, customer: "K{YY}-{seq:3}" };
  expect((await admin.put("/settings/numbering", changed)).status).toBe(200);
  await wait(FRESH);
  const after = await created(seller, "/customers", { name: "改号后" });
  expect([before.number, after.number]).toEqual([
    expect.not.stringMatching(/^K\d\d-/),
    expect.stringMatching(/^K\d\d-\d{3}$/),
  ]);
});

it("the sweep looks for mails that wait", async () => {
  const { stage, scheduleGroup: GroupName } = deployment();
  const name = `guanxi-${stage}-sweep-mails`;
  const account = "arn:aws:lambda:us-east-1:000000000000:function";
  const at = new Date(Date.now() + 1_000).toISOString().slice(0, 19);
  await new SchedulerClient({}).send(
    new CreateScheduleCommand({
      Name: "sweep-now",
      GroupName,
      ScheduleExpression: `at(${at})`,
      ActionAfterCompletion: "DELETE",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: { Arn: `${account}:${name}`, RoleArn: "arn:aws:iam::000000000000:role/unused", Input: "{}" },
    }),
  );
  const deadline = Date.now() + 45_000;
  while (!(await calledBy(name)).includes("dynamodb:Query") && Date.now() < deadline) await wait(250);
  expect(await calledBy(name)).toContain("dynamodb:Query");
  await product.drain();
});
