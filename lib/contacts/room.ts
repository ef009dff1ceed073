import { conflict } from "../problem/problem.ts";
import { tableName } from "../table/client.ts";
import type { Write } from "../table/write.ts";

/** Contacts of one customer. */
export const MOST_CONTACTS = 100;

/** Sentences that callers read. */
export const CONTACT_RULES = { most: `a customer has at most ${MOST_CONTACTS} contacts` } as const;

/**
 * Counts contacts of a customer in or out, in the very transaction that writes them, so that no two of them take the
 * last place.
 * @param by how many more, negative when they go
 */
export function takeRoom(customerId: string, by: number): Write {
  return {
    item: {
      Update: {
        TableName: tableName(),
        Key: { pk: `contacts#${customerId}`, sk: "count" },
        UpdateExpression: "ADD #count :by",
        ExpressionAttributeNames: { "#count": "count" },
        ExpressionAttributeValues: { ":by": by, ...(by > 0 && { ":room": MOST_CONTACTS - by }) },
        ...(by > 0 && { ConditionExpression: "attribute_not_exists(#count) OR #count <= :room" }),
      },
    },
    refused: () => conflict(CONTACT_RULES.most),
  };
}
