import type { Lambda } from "./lambda.ts";

/** Every Lambda of the product: what is not listed here runs nowhere. */
export const lambdas: readonly Lambda[] = [];
