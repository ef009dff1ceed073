import { ruleBroken } from "../problem/problem.ts";
import { products } from "../products/product.ts";
import { unknownReference } from "../resource/reference.ts";
import type { ServiceCatalog } from "../service-requests/catalog.ts";
import type { Found } from "../table/read.ts";
import type { Article } from "./article.ts";

type Linked = Pick<Article, "faultCategories" | "productIds">;

/** What to read together for the products that are named. */
export function productsIn({ productIds = [] }: Linked) {
  return productIds.map((id) => [products, id] as const);
}

/**
 * Requires that what an article is linked to is there, unless it was linked before.
 * @throws Problem rule-broken that names the categories there are, unknown-reference
 */
export function checkLinks(
  { faultCategories = [], productIds = [] }: Linked,
  { faultCategories: known }: ServiceCatalog,
  found: Found,
  before: Linked = {},
): void {
  for (const [index, key] of faultCategories.entries()) {
    if (before.faultCategories?.includes(key) === true || known.some((one) => one.key === key)) continue;
    const keys = known.map((one) => one.key).join(", ");
    throw ruleBroken(`there is no fault category ${key}; there are ${keys}`, `/faultCategories/${index}`);
  }
  for (const [index, id] of productIds.entries()) {
    if (before.productIds?.includes(id) === true || found.one(products, id) !== undefined) continue;
    throw unknownReference("product", id, `/productIds/${index}`);
  }
}
