import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lambdas } from "../../functions/manifest.ts";
import { createRunner } from "../../infra/local/runner.ts";
import { QUERIES } from "../../infra/queries/declared.ts";
import { fieldsOf, type Query } from "../../infra/queries/query.ts";
import { ACCESS_LOG } from "../../infra/stacks/access-log.ts";
import type { Json } from "../makers/client.ts";
import { company } from "../makers/company.ts";
import { damageCustomer, damageLedger } from "../makers/damage.ts";
import { created, fresh } from "../makers/deal.ts";
import { freshAddress, letter } from "../makers/letter.ts";
import { listenToFunctions } from "../makers/output.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const output = listenToFunctions();
/** What SES says to whoever sends. */
let ses = "Throttling";
const refusing = createServer((_, response) => {
  response.writeHead(400, { "content-type": "text/xml" });
  response.end(`<ErrorResponse><Error><Type>Sender</Type><Code>${ses}</Code></Error></ErrorResponse>`);
});
afterAll(async () => {
  output.stop();
  refusing.close();
  refusing.closeAllConnections();
  await product.stop();
});

/** What operators are called for, made to happen once: the lines are those that the product writes then. */
async function goWrong(): Promise<void> {
  const { admin } = await company(product);
  const client = product.as(admin);
  await client.get("/customers/nobody");
  await product.anyone.get(`/rate/svy_01JCXW3V7Q8F2M4N6P8R0T2V4X.${"a".repeat(22)}`);
  const { id } = await created(client, "/customers", { name: fresh("客户") });
  await damageCustomer(id);
  await client.get(`/customers/${id}`);
  await damageLedger();
  for (const word of ["Throttling", "MessageRejected"]) {
    ses = word;
    await letter(product, { to: { address: freshAddress() } });
    await product.drain();
  }
  const runner = createRunner(lambdas);
  for (const name of ["follow-up-due", "hand-over"]) await runner.invoke(name, {}).catch(() => {});
}

/** Whether a line is one of those that a condition wants. */
function meets(line: Json, condition: string): boolean {
  const [, field = "", operator, operand = ""] = /^(\w+) (=|!=|>=|>|<|in) (.+)$/.exec(condition) ?? [];
  const wanted = JSON.parse(operand);
  switch (operator) {
    case "=":
      return wanted === "PUT-THE-ID-HERE" ? line[field] !== undefined : line[field] === wanted;
    case "!=":
      return line[field] !== wanted;
    case ">=":
      return line[field] >= wanted;
    case ">":
      return line[field] > wanted;
    case "<":
      return line[field] < wanted;
    case "in":
      return wanted.includes(line[field]);
    default:
      throw new Error(`nobody understands ${condition}`);
  }
}

/** The lines that a query finds among all that were written. */
const found = ({ where }: Query): Json[] =>
  output.logs().filter((line) => where.every((condition) => meets(line, condition)));

describe("saved queries", { timeout: 240_000 }, () => {
  beforeAll(async () => {
    await new Promise<void>((resolve) => refusing.listen(0, "127.0.0.1", resolve));
    process.env.AWS_ENDPOINT_URL_SES = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}`;
    await goWrong();
  }, 240_000);

  test.each(QUERIES.filter(({ of }) => of !== "access-log").map((query) => [query.name, query] as const))(
    "%s finds lines that the product writes, and shows fields that they have",
    (_, query) => {
      const lines = found(query);
      expect(lines.length).toBeGreaterThan(0);
      const there = new Set(lines.flatMap(Object.keys));
      expect(fieldsOf(query).filter((field) => !there.has(field))).toEqual([]);
    },
  );

  test.each(QUERIES.filter(({ of }) => of === "access-log").map((query) => [query.name, query] as const))(
    "%s shows fields that the gateway logs of every request",
    (_, query) => {
      expect(fieldsOf(query).filter((field) => !(field in ACCESS_LOG))).toEqual([]);
    },
  );
});
