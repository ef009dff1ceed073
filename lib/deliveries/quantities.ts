import { ruleBroken } from "../problem/problem.ts";
import type { Delivery, Line, Part } from "./delivery.ts";
import { DELIVERY_RULES } from "./rules.ts";

type Ordered = Delivery["ordered"];
type Wanted = Omit<Line, "productName">;

/** How many of each product were ordered, whatever lines they stood in. */
export function orderedOf(lines: readonly Line[]): Ordered {
  const byProduct = Map.groupBy(lines, ({ productId }) => productId);
  return [...byProduct].map(([productId, same]) => ({
    productId,
    productName: same[0]?.productName ?? "",
    quantity: same.reduce((sum, { quantity }) => sum + quantity, 0),
  }));
}

/**
 * The lines of a part, so that with all others of the plan no more is delivered than was ordered (DOMAIN §8): all that is
 * left unless told.
 * @param others the other parts; those cancelled bring nothing
 * @param pointer where the request has the part
 * @throws Problem rule-broken
 */
export function linesFor(
  ordered: Ordered,
  others: readonly Part[],
  wanted: readonly Wanted[] | undefined,
  pointer = "",
): Line[] {
  const taken = quantitiesOf(others.filter(({ status }) => status !== "cancelled"));
  if (wanted === undefined) return left(ordered, taken, pointer);
  const seen = new Set<string>();
  return wanted.map((line, index) => {
    const at = `${pointer}/lines/${index}`;
    const goods = ordered.find(({ productId }) => productId === line.productId);
    if (goods === undefined) throw ruleBroken(DELIVERY_RULES.notOrdered, `${at}/productId`);
    if (seen.has(line.productId)) throw ruleBroken(DELIVERY_RULES.once, `${at}/productId`);
    seen.add(line.productId);
    const { productName, quantity } = goods;
    const would = (taken.get(line.productId) ?? 0) + line.quantity;
    if (would > quantity)
      throw ruleBroken(DELIVERY_RULES.tooMuch(productName, quantity, would), `${at}/quantity`);
    return { ...line, productName };
  });
}

/** Whether the parts that are done brought all that was ordered. */
export function isAllDelivered(ordered: Ordered, parts: readonly Part[]): boolean {
  const done = quantitiesOf(parts.filter(({ status }) => status === "done"));
  return ordered.every(({ productId, quantity }) => done.get(productId) === quantity);
}

function left(ordered: Ordered, taken: ReadonlyMap<string, number>, pointer: string): Line[] {
  const lines = ordered
    .map((goods) => ({ ...goods, quantity: goods.quantity - (taken.get(goods.productId) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
  if (lines.length === 0) throw ruleBroken(DELIVERY_RULES.nothingLeft, `${pointer}/lines`);
  return lines;
}

function quantitiesOf(parts: readonly Part[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { productId, quantity } of parts.flatMap(({ lines }) => lines))
    sums.set(productId, (sums.get(productId) ?? 0) + quantity);
  return sums;
}
