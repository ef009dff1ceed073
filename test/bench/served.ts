import { clientOf } from "../makers/client.ts";
import { company } from "../makers/company.ts";
import { catalogue } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";

/** What the measuring process is told of the product that runs in this one. */
export interface Served {
  readonly url: string;
  readonly admin: string;
  readonly salesperson: string;
  readonly database: string;
  readonly productId: string;
}

/** The product in a process of its own, so that it does not share its event loop with those who measure it. */
const product = await startProduct({ optimise: true });
const { admin, salesperson } = await company(product);
// The base currency is fixed as soon as there are products.
const { pump } = process.argv.includes("--empty") ? {} : await catalogue(clientOf(product.url, admin.token));
const served: Served = {
  url: product.url,
  admin: admin.token,
  salesperson: salesperson.token,
  database: process.env.AWS_ENDPOINT_URL_DYNAMODB ?? "",
  productId: pump?.id,
};
process.send?.(served);
process.on("message", () => process.send?.(process.memoryUsage().rss));
process.on("disconnect", async () => {
  await product.stop();
  process.exit();
});
