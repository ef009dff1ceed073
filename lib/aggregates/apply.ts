import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { documents, tableName } from "../table/client.ts";
import type { Item } from "../table/entity.ts";
import type { Addition, Contribution } from "./contribution.ts";
import { totalAttributes, totalKey } from "./ledger.ts";
import { measureAttribute, sum } from "./measures.ts";

/**
 * Adds what a batch contributes to a total, exactly once: one conditional write is both the effect and its guard.
 * The total keeps the position of the last change it holds; a change at or before it is in already, however often
 * the stream delivers it and however a batch is cut anew. This rests on what the stream promises: the changes of one
 * partition key come in order, and a batch begins only where all before it is done or parked.
 * @returns what it added
 * @throws Error of the SDK when the table cannot be written: the stream delivers again
 */
export async function apply(addition: Addition): Promise<readonly Contribution[]> {
  let pending = addition.contributions;
  let there: Item | undefined;
  while (pending.length > 0) {
    there = await tryToApply({ ...addition, contributions: pending }, there);
    if (there === undefined) return pending;
    pending = missing(pending, there);
  }
  return [];
}

/** @returns the total as it stands when it is not as the guard expected */
async function tryToApply(
  { ledger, level, dimensions, contributions }: Addition,
  seen: Item | undefined,
): Promise<Item | undefined> {
  const attributes = {
    ...totalAttributes(ledger, level, dimensions),
    position: contributions.at(-1)?.position,
  };
  const measures = Object.entries(sum(contributions.map(({ measures }) => measures)));
  const sets = Object.keys(attributes).map((_, index) => `#a${index} = :a${index}`);
  const adds = ["#revision :one", ...measures.map((_, index) => `#m${index} :m${index}`)];
  try {
    await documents().send(
      new UpdateCommand({
        TableName: tableName(),
        Key: totalKey(ledger, level, dimensions),
        UpdateExpression: `SET ${sets.join(", ")} ADD ${adds.join(", ")}`,
        ConditionExpression: seen === undefined ? FRESH : AS_SEEN,
        ExpressionAttributeNames: {
          ...Object.fromEntries(Object.keys(attributes).map((name, index) => [`#a${index}`, name])),
          ...Object.fromEntries(
            measures.map(([measure], index) => [`#m${index}`, measureAttribute(measure)]),
          ),
          "#revision": "revision",
          ...(seen === undefined && { "#position": "position", "#reconciled": "reconciled" }),
        },
        ExpressionAttributeValues: {
          ...Object.fromEntries(Object.values(attributes).map((value, index) => [`:a${index}`, value])),
          ...Object.fromEntries(measures.map(([, value], index) => [`:m${index}`, value])),
          ":one": 1,
          ...(seen === undefined ? { ":first": contributions[0]?.position } : { ":seen": seen.revision }),
        },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || error.Item === undefined) throw error;
    return unmarshall(error.Item);
  }
}

/** Nothing of the batch is in yet, and no reconciliation has looked ahead of the stream. */
const FRESH = "attribute_not_exists(#reconciled) AND (attribute_not_exists(#position) OR #position < :first)";

/** Nobody, neither another batch nor a reconciliation, has written the total since it was seen. */
const AS_SEEN = "#revision = :seen";

/** Of some contributions those that a total does not hold yet. */
export function missing(contributions: readonly Contribution[], total: Item): Contribution[] {
  const reached = typeof total.position === "string" ? total.position : "";
  const seen = total.reconciled;
  const revisions = new Map(Object.entries(typeof seen === "object" && seen !== null ? seen : {}));
  return contributions.filter(
    ({ position, source, revision }) => position > reached && revision > Number(revisions.get(source) ?? 0),
  );
}
