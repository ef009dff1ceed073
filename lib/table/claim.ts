import { Problem } from "../problem/problem.ts";
import { tableName } from "./client.ts";
import { NOT_ANOTHERS, stale } from "./conditions.ts";
import type { Claim } from "./entity.ts";
import type { Write } from "./write.ts";

/** Key of the item that guards a unique value. */
export function claimKey(type: string, value: string) {
  return { pk: `claim#${type}#${value}`, sk: "claim" };
}

/**
 * Takes a unique value for a record; one that it holds already stays its own. So a value can be taken in the transaction
 * that makes a record necessary, before the record itself is made.
 */
export function takeClaim(type: string, id: string, { value, pointer }: Claim): Write {
  return {
    label: `claim:${value}`,
    item: {
      Put: {
        TableName: tableName(),
        Item: { ...claimKey(type, value), entity: "claim", id },
        ConditionExpression: NOT_ANOTHERS,
        ExpressionAttributeValues: { ":id": id },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
    refused: (there) => {
      const existing = typeof there?.id === "string" ? there.id : undefined;
      const field = value.slice(0, value.indexOf(":"));
      const sentence = `another ${type} has this ${field} already: ${existing ?? "it was made at this moment"}`;
      return new Problem("already-exists", sentence, {
        existingId: existing,
        flaws: [{ pointer, detail: sentence }],
      });
    },
  };
}

/** Lets go of a unique value, for another record to take. */
export function releaseClaim(type: string, value: string): Write {
  return { item: { Delete: { TableName: tableName(), Key: claimKey(type, value) } }, refused: stale };
}
