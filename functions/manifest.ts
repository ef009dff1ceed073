import { apiLambdas } from "./api/manifest.ts";
import { busLambdas } from "./bus/manifest.ts";
import type { Lambda } from "./lambda.ts";
import { scheduleLambdas } from "./schedule/manifest.ts";
import { streamLambdas } from "./stream/manifest.ts";

/** Every Lambda of the product: what is not listed here runs nowhere. */
export const lambdas: readonly Lambda[] = [
  ...apiLambdas,
  ...streamLambdas,
  ...busLambdas,
  ...scheduleLambdas,
];
