import { randomUUID } from "node:crypto";
import type { Answer, Client, Json } from "./client.ts";
import { created, fresh } from "./deal.ts";

/** A customer who is a member, unless another body says otherwise. */
export async function member(client: Client, body: Json = {}): Promise<Json> {
  const { joinedOn, ...customer } = body;
  const { id } = await created(client, "/customers", { name: fresh("会员"), kind: "person", ...customer });
  return created(client, "/memberships", {
    customerId: id,
    ...(joinedOn !== undefined && { joinedOn }),
  });
}

/** Moves a member's balances under a new Idempotency-Key, or under one that was used before. */
export function moves(
  client: Client,
  { customerId }: Json,
  what: "spends" | "top-ups" | "refunds" | "point-redemptions" | "end",
  body: Json,
  key: string = randomUUID(),
): Promise<Answer> {
  return client.post(`/memberships/${customerId}/${what}`, body, { "idempotency-key": key });
}

/** The same; a test that needs it fails at once when it is refused. */
export async function moved(...given: Parameters<typeof moves>): Promise<Json> {
  const answer = await moves(...given);
  if (answer.status !== 200) throw new Error(`${given[2]}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** What is wrong with a member's statements: they add up to the balances, line by line, and never fall below nothing. */
export async function wrongStatements(client: Client, { customerId }: Json): Promise<string[]> {
  const path = `/memberships/${customerId}`;
  const [{ body: membership }, stored, points] = await Promise.all([
    client.get(path),
    client.all(`${path}/entries?ledger=stored-value`),
    client.all(`${path}/entries?ledger=points`),
  ]);
  const { storedValue, points: held } = membership;
  return [
    ...wrongLines(
      stored.map(({ change, balance }) => ({ change: change.amount, balance: balance.amount })),
      storedValue.balance.amount,
    ),
    ...wrongLines(points, held.balance),
    ...wrongLines(
      points.map(({ owedChange, owed }) => ({ change: owedChange, balance: owed })),
      held.owed,
    ),
    ...(held.lots.reduce((sum: number, lot: Json) => sum + lot.points, 0) === held.balance
      ? []
      : ["lots differ"]),
  ];
}

function wrongLines(newestFirst: { change: number; balance: number }[], balance: number): string[] {
  let sum = 0;
  const wrong = newestFirst.toReversed().flatMap((line, index) => {
    sum += line.change;
    if (line.balance < 0) return [`line ${index} is below nothing`];
    return line.balance === sum ? [] : [`line ${index} says ${line.balance}, the sum is ${sum}`];
  });
  return sum === balance ? wrong : [...wrong, `the lines sum to ${sum}, the balance is ${balance}`];
}
