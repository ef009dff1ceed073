import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Context } from "aws-lambda";
import { lambdas } from "../../../functions/manifest.ts";
import { type Handler, suffer } from "./misfortunes.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const handlers = new Map<string, Handler>(
  await Promise.all(
    lambdas.map(async ({ name, entry }) => {
      const { handler } = await import(pathToFileURL(join(root, entry)).href);
      return [name, handler] as const;
    }),
  ),
);
const byName = new Map(lambdas.map((lambda) => [lambda.name, lambda]));

/** Every function of the product, each exposed to what may befall it. */
export function handler(event: unknown, context: Context): unknown {
  const lambda = byName.get(context.functionName);
  const real = handlers.get(context.functionName);
  if (lambda === undefined || real === undefined) throw new Error(`no function ${context.functionName}`);
  return suffer(lambda, real, event, context);
}
