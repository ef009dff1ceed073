import { type DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { areas } from "../../functions/api/manifest.ts";
import { TABLE_NAME } from "../../infra/local/local-environment.ts";
import type { Route } from "../../lib/http/route.ts";
import { type Answer, type Client, clientOf } from "../makers/client.ts";
import { cheapest, fresh, opportunity } from "../makers/deal.ts";
import type { Figure } from "./figure.ts";
import { serve } from "./serve.ts";

/** Deals won one after the other, of which the totals are kept. */
const DEALS = 100;

/** DynamoDB calls of the main routes against what they declare, and what the totals cost for each entry of a ledger. */
export async function callFigures(): Promise<Figure[]> {
  const { url, admin, salesperson, productId, raw, units, stop } = await serve();
  try {
    const [own, all] = [clientOf(url, salesperson), clientOf(url, admin)];
    const figures = [...(await ofRecords(own, all, productId)), ...(await ofReports(all))];
    return [...figures, await unitsOfEntries(own, all, raw, units)];
  } finally {
    stop();
  }
}

async function ofRecords(own: Client, all: Client, productId: string): Promise<Figure[]> {
  const line = { productId, quantity: 2 };
  const customer = () => own.post("/customers", { name: fresh("Calls") });
  const { id: customerId } = (await customer()).body;
  const created = () =>
    own.post("/opportunities", { name: fresh("Calls"), customer: { name: fresh("Calls") }, lines: [line] });
  const { id } = (await created()).body;
  return [
    await calls("customer.create", customer),
    await calls("customer.list", () => own.get("/customers")),
    await calls("customer.read", () => own.get(`/customers/${customerId}`)),
    await calls("customer.overview", () => own.get(`/customers/${customerId}/overview`)),
    await calls("customer.update", () => own.patch(`/customers/${customerId}`, { notes: fresh("Calls") })),
    await calls("opportunity.create", created),
    await calls("opportunity.list", () => own.get("/opportunities?status=executing")),
    await calls("opportunity.read", () => own.get(`/opportunities/${id}`)),
    await calls("opportunity.update", () => own.patch(`/opportunities/${id}`, { summary: fresh("Calls") })),
    await calls("opportunity.win", async () => {
      const deal = await opportunity(own, { customerId, lines: [line], amount: undefined });
      return all.post(`/opportunities/${deal.id}/win`, {});
    }),
    await calls("me.tasks", () => own.get("/me/tasks?status=open")),
  ];
}

async function ofReports(all: Client): Promise<Figure[]> {
  return [
    await calls("report.commission", () => all.get("/reports/commission")),
    await calls("report.performance", () => all.get("/reports/performance")),
    await calls("report.forecast", () => all.get("/reports/forecast")),
    await calls("report.win-loss", () => all.get("/reports/win-loss")),
  ];
}

async function calls(id: string, request: () => Promise<Answer>): Promise<Figure> {
  const { budget } = routeOf(id);
  const { status, calls, body } = await cheapest(request);
  if (status >= 300) throw new Error(`${id}: ${status} ${JSON.stringify(body)}`);
  return { name: `DynamoDB calls of ${id}`, value: calls, unit: "calls", target: budget.calls, exact: true };
}

function routeOf(id: string): Route {
  const found = Object.values(areas)
    .flatMap((routes): Route[] => Object.values(routes))
    .find((route) => route.id === id);
  if (found === undefined) throw new Error(`there is no route ${id}`);
  return found;
}

async function unitsOfEntries(
  own: Client,
  all: Client,
  raw: DynamoDBDocumentClient,
  units: () => Promise<number>,
): Promise<Figure> {
  await all.post("/local/drain");
  await units();
  const before = await entriesIn(raw);
  for (let made = 0; made < DEALS; made += 1) {
    const { id } = await opportunity(own);
    await all.post(`/opportunities/${id}/win`, {});
  }
  await all.post("/local/drain");
  const entries = (await entriesIn(raw)) - before;
  const spent = await units();
  const detail = `${spent} units ÷ ${entries} entries of ${DEALS} deals won one after the other`;
  return { name: "write units of totals, per ledger entry", value: spent / entries, unit: "units", detail };
}

async function entriesIn(raw: DynamoDBDocumentClient): Promise<number> {
  let count = 0;
  let start: Record<string, unknown> | undefined;
  do {
    const page = await raw.send(
      new ScanCommand({
        TableName: TABLE_NAME,
        FilterExpression: "entity = :entry",
        ExpressionAttributeValues: { ":entry": "ledger" },
        ExclusiveStartKey: start,
        Select: "COUNT",
      }),
    );
    count += page.Count ?? 0;
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return count;
}
