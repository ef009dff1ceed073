import { listByName } from "../resource/named.ts";
import type { Page } from "../table/page.ts";
import { type Product, products } from "./product.ts";

export interface ProductQuery {
  /** Beginning of the name, whatever its case and width. */
  readonly name?: string | undefined;
  readonly category?: string | undefined;
  readonly active?: boolean | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly asked: string;
}

/** A page of the catalogue in the order of the names. One call. */
export function findProducts({ category, active, ...request }: ProductQuery): Promise<Page<Product>> {
  return listByName(products, {
    ...request,
    shelf: category,
    ...(active !== undefined && { passes: (product) => product.active === active }),
  });
}
