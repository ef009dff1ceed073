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

interface Transaction {
  readonly TransactItems?: readonly { readonly Put?: { readonly Item?: { readonly entity?: unknown } } }[];
}

const UNVERSIONED = "unversioned";

/**
 * Breaks the guard of balances: a membership is written whatever version it was decided on. What proves that balances are
 * right must notice.
 * @returns how to mend it
 */
export function breakVersions(client: DynamoDBDocumentClient): () => void {
  client.middlewareStack.add(
    (next) => (args) => {
      const { TransactItems } = args.input as Transaction;
      if (TransactItems === undefined) return next(args);
      const unguarded = TransactItems.map((item) => {
        if (item.Put?.Item?.entity !== "membership") return item;
        const { Item } = item.Put;
        return { Put: { TableName: "TableName" in item.Put ? item.Put.TableName : undefined, Item } };
      });
      return next({ ...args, input: { ...args.input, TransactItems: unguarded } });
    },
    { name: UNVERSIONED, step: "initialize", override: true },
  );
  return () => void client.middlewareStack.remove(UNVERSIONED);
}
