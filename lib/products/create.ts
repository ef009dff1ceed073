import { type Context, stampOf } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import { nextNumber } from "../numbering/numbering.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { type Product, type ProductInput, products } from "./product.ts";

/**
 * Puts a product into the catalogue. Two calls: the number and the write.
 * @throws Problem already-exists naming the product that has the number or name
 */
export async function createProduct(
  input: ProductInput,
  context: Context,
  number: () => Promise<string> = () => nextNumber("product", context.now),
): Promise<Change<Product>> {
  const record: Product = {
    ...input,
    ...firstVersion(newId("product", context.now), stampOf(context)),
    number: input.number ?? (await number()),
  };
  return { writes: put(products, record, undefined), result: record };
}
