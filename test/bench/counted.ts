import { type DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { routes } from "../../functions/api/manifest.ts";
import { TABLE_NAME } from "../../infra/local/local-environment.ts";
import type { Route } from "../../lib/http/route.ts";
import type { Answer, Client } from "../makers/client.ts";
import { cheapest } from "../makers/deal.ts";
import type { Figure } from "./figure.ts";
import type { Subject } from "./serve.ts";

/**
 * DynamoDB calls of a route against what it declares.
 * @throws Error when the request is refused
 */
export async function calls(id: string, request: () => Promise<Answer>): Promise<Figure> {
  const { budget } = routeOf(id);
  const { status, calls, body } = await cheapest(request);
  if (status >= 300) throw new Error(`${id}: ${status} ${JSON.stringify(body)}`);
  return { name: `DynamoDB calls of ${id}`, value: calls, unit: "calls", target: budget.calls, exact: true };
}

function routeOf(id: string): Route {
  const found = routes.find((route) => route.id === id);
  if (found === undefined) throw new Error(`there is no route ${id}`);
  return found;
}

/** Write units that the totals cost for each ledger entry of some work. @param of what the work is, e.g. `100 deals` */
export async function unitsPerEntry(
  { raw, units }: Pick<Subject, "raw" | "units">,
  all: Client,
  { name, of }: { readonly name: string; readonly of: string },
  work: () => Promise<void>,
): Promise<Figure> {
  await all.post("/local/drain");
  const unitsBefore = await units();
  const entriesBefore = await entriesIn(raw);
  await work();
  await all.post("/local/drain");
  const entries = (await entriesIn(raw)) - entriesBefore;
  const spent = (await units()) - unitsBefore;
  const detail = `${spent} units ÷ ${entries} entries of ${of}`;
  return { name, value: spent / entries, unit: "units", detail };
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
