import { documents } from "../../lib/table/client.ts";
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
const ask = { memory: () => process.memoryUsage().rss, units: countedUnits() } as const;
process.on("message", (asked: keyof typeof ask) => process.send?.(ask[asked]()));
process.on("disconnect", async () => {
  await product.stop();
  process.exit();
});

/** Counts the write units that the stream spends on totals, from the first time that it is asked. */
function countedUnits(): () => number {
  let units: number | undefined;
  const count = (answer: unknown) => {
    const { output } = Object(answer);
    units = (units ?? 0) + Number(output?.ConsumedCapacity?.CapacityUnits ?? 0);
  };
  documents().middlewareStack.add(
    (next) => async (args) => {
      const { input } = Object(args);
      if (units === undefined || !String(input?.Key?.pk).startsWith("total#")) return next(args);
      const answer = await next({ ...args, input: { ...input, ReturnConsumedCapacity: "TOTAL" } });
      count(answer);
      return answer;
    },
    { name: "countedUnits", step: "initialize" },
  );
  return () => (units ??= 0);
}
