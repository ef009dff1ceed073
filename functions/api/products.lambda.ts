import { api } from "../../lib/http/api.ts";
import { changeProduct } from "../../lib/products/change.ts";
import { shown, shownHistory, shownPage } from "../../lib/products/cost.ts";
import { createProduct } from "../../lib/products/create.ts";
import { findProducts } from "../../lib/products/find.ts";
import { products } from "../../lib/products/product.ts";
import { productRoutes } from "../../lib/products/routes.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne, readToChange, remove } from "../../lib/resource/verbs.ts";

export const handler = api(productRoutes, {
  create: ({ body }, context) => createProduct(body, context),
  list: async ({ query, asked }, { caller }) => shownPage(await findProducts({ ...query, asked }), caller),
  read: async ({ params }, context) => shown(await readOne(products, params.id, context), context.caller),
  update: ({ params, body }, context) => changeProduct(params.id, body, context),
  remove: async ({ params }, context) =>
    remove(products, await readToChange(products, params.id, context, "delete"), context),
  history: async ({ params, query, asked }, context) =>
    shownHistory(await readHistory(products, params.id, { ...query, asked }, context), context.caller),
});
