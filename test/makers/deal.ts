import type { Answer, Client, Json } from "./client.ts";

export const yuan = (amount: number) => ({ amount: amount * 100, currency: "CNY" });

let made = 0;

/** What the API made of a body; a test that needs it fails at once when it is refused. */
export async function created(client: Client, path: string, body: unknown): Promise<Json> {
  const answer = await client.post(path, body);
  if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Of a few answers to the same request the one that cost least: the others read again what the cache had let go. */
export async function cheapest(request: () => Promise<Answer>): Promise<Answer> {
  const first = await request();
  let least = first;
  for (let more = 0; more < 3; more += 1) {
    const answer = await request();
    if (answer.calls < least.calls) least = answer;
  }
  return least;
}

/** A name that nothing else has. */
export function fresh(name: string): string {
  made += 1;
  return `${name} ${made}`;
}

/** Two products, two competitors and a partner, made by somebody who may. */
export async function catalogue(admin: Client) {
  const product = (name: string, price: number, category: string) =>
    created(admin, "/products", { name: fresh(name), unitPrice: yuan(price), category });
  const [pump, chiller, rival, other, ally] = await Promise.all([
    product("热泵", 8_600, "heat pumps"),
    product("冷水机", 33.33, "chillers"),
    created(admin, "/competitors", { name: fresh("恒大冷暖") }),
    created(admin, "/competitors", { name: fresh("北方暖通") }),
    created(admin, "/partners", { name: fresh("苏州安装") }),
  ]);
  return { pump, chiller, rival, other, ally };
}

/** An opportunity with a new customer, unless another body says otherwise. */
export function opportunity(client: Client, body: Json = {}): Promise<Json> {
  const customer = body.customerId === undefined ? { customer: { name: fresh("客户") } } : {};
  return created(client, "/opportunities", {
    name: fresh("恒温车间"),
    amount: yuan(1_000),
    ...customer,
    ...body,
  });
}

/** A calendar date in Shanghai, some days from now. */
export function inDays(now: Date, days: number): string {
  return new Date(now.getTime() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
}
