import type { Client, Json } from "./client.ts";
import { created, fresh } from "./deal.ts";
import type { Product } from "./product.ts";

/** A commission plan with the rules given, for deals of any month, and in force when this returns. */
export async function plan(product: Pick<Product, "settled">, finance: Client, body: Json): Promise<Json> {
  const made = await created(finance, "/commission-plans", {
    name: fresh("提成方案"),
    firstMonth: "2024-01",
    ...body,
  });
  await product.settled();
  return made;
}

/** A rule that pays a percentage; 500 is 5 %. */
export function percent(basisPoints: number, more: Json = {}): Json {
  return { name: fresh("rule"), rate: { kind: "percent", basisPoints }, ...more };
}
