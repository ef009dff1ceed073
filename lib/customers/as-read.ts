import type { Problem } from "../problem/problem.ts";
import { tableName } from "../table/client.ts";
import type { Write } from "../table/write.ts";
import { type Customer, customers } from "./customer.ts";

/**
 * Requires, inside the transaction, that a customer stands with the name and the owner it was read with: whatever copies
 * them is then written either before they change, and follows, or not at all.
 * @param label names this write to `Change.retry`, which is given the customer as it is now
 */
export function asRead(
  { id, name, ownerId }: Pick<Customer, "id" | "name" | "ownerId">,
  problem: () => Problem,
  label: string,
): Write {
  const owner = ownerId === undefined ? "attribute_not_exists(ownerId)" : "ownerId = :owner";
  return {
    label,
    item: {
      ConditionCheck: {
        TableName: tableName(),
        Key: { pk: id, sk: customers.type },
        ConditionExpression: `attribute_not_exists(deletedAt) AND #name = :name AND ${owner}`,
        ExpressionAttributeNames: { "#name": "name" },
        ExpressionAttributeValues: { ":name": name, ...(ownerId !== undefined && { ":owner": ownerId }) },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
    refused: problem,
  };
}
