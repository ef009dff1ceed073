import { GetCommand, QueryCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, expect, test } from "vitest";
import { recipientId } from "../../lib/recipients/recipient.ts";
import { documents, tableName } from "../../lib/table/client.ts";
import { addDays, dateIn, instantIn } from "../../lib/time/zone.ts";
import { mailsEveryHour } from "../makers/care.ts";
import { company, hire } from "../makers/company.ts";
import { fresh, yuan } from "../makers/deal.ts";
import { lettersTo } from "../makers/letter.ts";
import { listenToFunctions } from "../makers/output.ts";
import { startProduct } from "../makers/product.ts";

// No campaign is under way: nothing is to be swept every quarter of an hour until tomorrow.
const product = await startProduct({
  lambdas: mailsEveryHour.filter(({ name }) => name !== "sweep-campaigns"),
});
const people = await company(product);
const output = listenToFunctions();
afterAll(async () => {
  output.stop();
  await product.stop();
});

const zone = "Asia/Shanghai";
const tomorrow = () => instantIn(addDays(dateIn(product.now(), zone), 1), "10:00", zone);

test("one id leads from a request through items, events, schedules and logs to the mail of the next day", {
  timeout: 120_000,
}, async () => {
  const id = crypto.randomUUID();
  const person = await hire(product, { departmentId: people.departments.east.id });
  const body = {
    name: "恒温车间改造",
    amount: yuan(80_000),
    customer: { name: fresh("苏州恒温设备") },
    followUp: { method: "phone", plannedAt: tomorrow().toISOString(), content: "确认样本" },
  };
  const answer = await product.as(person).post("/opportunities", body, { "x-correlation-id": id });
  expect([answer.status, answer.headers.get("x-correlation-id")]).toEqual([201, id]);
  await product.drain();
  await product.cloud.moveClock(tomorrow());
  await product.drain();

  const { Item } = await documents().send(
    new GetCommand({ TableName: tableName(), Key: { pk: answer.body.id, sk: "opportunity" } }),
  );
  const { Items: [history] = [] } = await documents().send(
    new QueryCommand({
      TableName: tableName(),
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": `history#${answer.body.id}` },
    }),
  );
  expect([Item?.correlationId, history?.correlationId]).toEqual([id, id]);
  const [mail] = await lettersTo(product, person.email);
  expect(mail?.lines.get("x-correlation-id")).toBe(id);

  const lines = output.logs().filter(({ correlationId }) => correlationId === id);
  const functions = new Set(lines.map(({ functionName }) => functionName));
  expect([...functions]).toEqual(
    expect.arrayContaining(["api-opportunities", "keep-schedules", "follow-up-due", "send-mail"]),
  );
  const events = new Set(lines.map(({ event }) => event));
  expect([...events]).toEqual(
    expect.arrayContaining(["opportunity.created", "follow-up.planned", "follow-up.reminded", "mail.queued"]),
  );
});

test("what SES tells of a mail goes on under the id of what led to it, up to the address that gets nothing any more", async () => {
  const id = crypto.randomUUID();
  const person = await hire(product, { departmentId: people.departments.east.id });
  const task = { title: "回访", dueAt: new Date(product.now().getTime() + 3_600_000).toISOString() };
  const answer = await product.as(person).post("/tasks", task, { "x-correlation-id": id });
  expect(answer.status).toBe(201);
  await product.drain();
  await product.cloud.moveClock(new Date(product.now().getTime() + 2 * 3_600_000));
  await product.drain();
  const [mail] = output.logs().filter((line) => line.correlationId === id && line.event === "mail.queued");
  expect(mail).toBeDefined();
  const { Items: mails = [] } = await documents().send(
    new ScanCommand({
      TableName: tableName(),
      FilterExpression: "entity = :mail AND correlationId = :id",
      ExpressionAttributeValues: { ":mail": "mail", ":id": id },
    }),
  );
  product.cloud.tellOfMail(String(mails[0]?.id), "bounce");
  await product.drain();

  const told = output.logs().filter(({ message }) => message === "SES told of a mail");
  expect(told).toContainEqual(expect.objectContaining({ correlationId: id, mailId: mails[0]?.id }));
  const { Item: suppressed } = await documents().send(
    new GetCommand({
      TableName: tableName(),
      Key: { pk: recipientId(person.email), sk: "mail-recipient" },
    }),
  );
  expect(suppressed).toMatchObject({ correlationId: id, suppression: { reason: "hard-bounce" } });
});

test("a request without one begins its own, which its answer tells", async () => {
  const first = await product.as(people.admin).get("/customers");
  const second = await product.as(people.admin).get("/customers");
  const [one, other] = [first, second].map(({ headers }) => headers.get("x-correlation-id"));
  expect(one).toMatch(/^[\w-]{8,}$/);
  expect(other).not.toBe(one);
});

test.each([["13800138000"], ["wang@example.com"], ["王小明".repeat(3)], [""], ["x".repeat(32)]])(
  "what could name somebody is no id: %s",
  async (words) => {
    const header = Buffer.from(words).toString("latin1");
    const answer = await product.as(people.admin).get("/customers", { "x-correlation-id": header });
    expect(answer.headers.get("x-correlation-id")).not.toBe(header);
    expect(JSON.stringify(output.logs())).not.toContain(header === "" ? "nothing" : header);
  },
);
