import { covers, reach } from "../access/reach.ts";
import type { Context } from "../http/context.ts";
import { Problem, ruleBroken } from "../problem/problem.ts";
import { tableName } from "../table/client.ts";
import { find } from "../table/read.ts";
import type { Write } from "../table/write.ts";
import { MOST_LEVELS } from "./actions.ts";
import { type Customer, customers } from "./customer.ts";

/** Sentences that callers read. */
export const GROUP_RULES = {
  circle: "a customer belongs neither to itself nor to one that belongs to it",
  levels: `a group of companies has at most ${MOST_LEVELS} levels`,
} as const;

/**
 * The parent of a new customer must be one that the caller may read. One call.
 * @throws Problem unknown-reference
 */
export async function checkParent(parentId: string, { caller }: Pick<Context, "caller">): Promise<Customer> {
  const parent = await find(customers, parentId);
  const readable = reach(caller, "customer", "read");
  if (
    parent !== undefined &&
    parent.deletedAt === undefined &&
    covers(readable, { ...parent, shared: false })
  )
    return parent;
  const detail = `there is no customer ${parentId}`;
  throw new Problem("unknown-reference", detail, { flaws: [{ pointer: "/parentId", detail }] });
}

/**
 * A parent for a customer that may have others below it: walks up from the parent, a call each level.
 * @returns writes that require, inside the transaction, that all those above still belong where they did
 * @throws Problem unknown-reference, rule-broken when that would be a circle
 */
export async function checkGroup(
  id: string,
  parentId: string,
  context: Pick<Context, "caller">,
): Promise<Write[]> {
  if (parentId === id) throw ruleBroken(GROUP_RULES.circle, "/parentId");
  const above: Customer[] = [await checkParent(parentId, context)];
  for (let at = above[0]?.parentId; at !== undefined; at = above.at(-1)?.parentId) {
    if (at === id) throw ruleBroken(GROUP_RULES.circle, "/parentId");
    if (above.length >= MOST_LEVELS) throw ruleBroken(GROUP_RULES.levels, "/parentId");
    const next = await find(customers, at);
    if (next === undefined || next.deletedAt !== undefined) break;
    above.push(next);
  }
  return above.map(stays);
}

/** Two customers that are put below each other at the same moment would each look right. */
function stays({ id, parentId }: Customer): Write {
  return {
    item: {
      ConditionCheck: {
        TableName: tableName(),
        Key: { pk: id, sk: customers.type },
        ConditionExpression:
          parentId === undefined
            ? "attribute_exists(pk) AND attribute_not_exists(parentId)"
            : "parentId = :parent",
        ...(parentId !== undefined && { ExpressionAttributeValues: { ":parent": parentId } }),
      },
    },
    refused: () =>
      new Problem("too-many-attempts", "the group of companies was changed at this moment; try again"),
  };
}
