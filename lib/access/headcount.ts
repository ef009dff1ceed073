import type { Problem } from "../problem/problem.ts";
import { tableName } from "../table/client.ts";
import type { Write } from "../table/write.ts";

/** What people are counted by: the role they hold, the department they sit in. */
export type Counted = "role" | "department";

const NAMES = { "#people": "people" };
const NOBODY = "attribute_not_exists(pk) OR #people <= :none";

function keyOf(kind: Counted, name: string) {
  return { pk: `headcount#${kind}#${name}`, sk: "headcount" };
}

/** When somebody may be counted, and what those read who try otherwise. */
export interface CountCondition {
  readonly only: "when-nobody-is-in" | "when-others-stay";
  readonly problem: () => Problem;
}

const CONDITIONS = {
  "when-nobody-is-in": { expression: NOBODY, values: { ":none": 0 } },
  "when-others-stay": { expression: "#people > :one", values: { ":one": 1 } },
} as const;

/**
 * Counts somebody in or out, in the very transaction that seats or removes them: what nobody may be missing from,
 * or nobody may be left in, is then decided without reading, however many change it at once.
 */
export function count(kind: Counted, name: string, by: 1 | -1, condition?: CountCondition): Write {
  const { expression, values } = condition === undefined ? {} : CONDITIONS[condition.only];
  return {
    label: `headcount:${kind}:${name}`,
    item: {
      Update: {
        TableName: tableName(),
        Key: keyOf(kind, name),
        UpdateExpression: "ADD #people :by",
        ExpressionAttributeNames: NAMES,
        ExpressionAttributeValues: { ":by": by, ...values },
        ...(expression !== undefined && { ConditionExpression: expression }),
      },
    },
    refused: () => {
      if (condition === undefined) throw new Error("a count without a condition was refused");
      return condition.problem();
    },
  };
}

/** Requires, inside the transaction, that nobody is counted there. */
export function nobodyIn(kind: Counted, name: string, problem: () => Problem): Write {
  return {
    label: `nobody:${kind}:${name}`,
    item: {
      ConditionCheck: {
        TableName: tableName(),
        Key: keyOf(kind, name),
        ConditionExpression: NOBODY,
        ExpressionAttributeNames: NAMES,
        ExpressionAttributeValues: { ":none": 0 },
      },
    },
    refused: problem,
  };
}
