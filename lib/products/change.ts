import type { Context } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { change, readToChange } from "../resource/verbs.ts";
import type { Change } from "../table/write.ts";
import { type Product, productInput, products } from "./product.ts";

/**
 * Changes fields of a product; what was sold keeps the name and price it was sold with. Two calls.
 * @throws Problem already-exists naming the product that has the new number or name
 */
export async function changeProduct(id: string, patch: unknown, context: Context): Promise<Change<Product>> {
  const record = await readToChange(products, id, context);
  const fields = patched(productInput, record, patch);
  return change(products, record, { ...fields, number: fields.number ?? record.number }, context);
}
