import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

interface Update {
  readonly Key?: { readonly pk?: unknown };
  readonly ConditionExpression?: string;
}

const NAME = "unguarded";

/**
 * Breaks the guard of totals: each is written whatever it holds already. What proves that totals are right must notice.
 * @returns how to mend it
 */
export function breakGuard(client: DynamoDBDocumentClient): () => void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        const input = args.input as Update;
        const isTotal =
          (commandName === "UpdateItemCommand" || commandName === "UpdateCommand") &&
          String(input.Key?.pk).startsWith("total#");
        if (!isTotal) return next(args);
        const ConditionExpression = `(${input.ConditionExpression}) OR attribute_not_exists(nothing)`;
        return next({ ...args, input: { ...args.input, ConditionExpression } });
      },
    { name: NAME, step: "initialize", override: true },
  );
  return () => void client.middlewareStack.remove(NAME);
}
