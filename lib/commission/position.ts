import * as z from "zod";
import { Problem } from "../problem/problem.ts";
import { tableName } from "../table/client.ts";
import type { Write } from "../table/write.ts";

/**
 * What a salesperson sold in a month under each rule with bands per month, in minor units. It is written in the very
 * transaction of a win, under its revision: the next deal's band begins where this one ended.
 */
export const position = z.object({
  month: z.string(),
  salespersonId: z.string(),
  revision: z.int(),
  /** By plan and rule. */
  sold: z.record(z.string(), z.int()),
});
export type Position = z.infer<typeof position>;

/** Where a salesperson stands before the first sale of a month. */
export function noPosition(month: string, salespersonId: string): Position {
  return { month, salespersonId, revision: 0, sold: {} };
}

/** A position some sales later (or earlier). */
export function moved(from: Position, sales: Readonly<Record<string, number>>): Position {
  const sold = { ...from.sold };
  for (const [rule, amount] of Object.entries(sales)) sold[rule] = (sold[rule] ?? 0) + amount;
  return { ...from, revision: from.revision + 1, sold };
}

/** Names the write of a salesperson's position to `Change.retry`, which finds there the position as it is. */
export function positionLabel(salespersonId: string): string {
  return `position:${salespersonId}`;
}

/** Writes a position over the one that was seen, or guessed: of a wrong guess the refusal brings the right one. */
export function putPosition(next: Position): Write {
  const { month, salespersonId, revision } = next;
  return {
    label: positionLabel(salespersonId),
    item: {
      Put: {
        TableName: tableName(),
        Item: { pk: `position#${month}#${salespersonId}`, sk: "position", entity: "position", ...next },
        ...(revision === 1
          ? { ConditionExpression: "attribute_not_exists(pk)" }
          : {
              ConditionExpression: "#revision = :seen",
              ExpressionAttributeNames: { "#revision": "revision" },
              ExpressionAttributeValues: { ":seen": revision - 1 },
            }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
    refused: () =>
      new Problem("too-many-attempts", "others keep booking for the same salesperson; try again in a moment"),
  };
}
