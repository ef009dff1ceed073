import * as z from "zod";
import { conflict, ruleBroken } from "../problem/problem.ts";
import { tableName } from "../table/client.ts";
import type { Item } from "../table/entity.ts";
import type { Write } from "../table/write.ts";

/** The shape of the company, apart from what departments are called: every change of it is one after the other. */
const schema = z.object({
  version: z.int(),
  /** The department above each one; empty where there is none. */
  parents: z.record(z.string(), z.string()),
});
export type Tree = z.infer<typeof schema>;

/** The item that holds the whole tree must stay well below the 400 kB of one. */
const MOST_DEPARTMENTS = 2000;

export const TREE_KEY = { pk: "departments", sk: "tree" };

export function treeFrom(item: Item | undefined): Tree {
  return item === undefined ? { version: 0, parents: {} } : schema.parse(item);
}

/**
 * The tree with a department under a parent.
 * @throws Problem rule-broken when it would be below itself, or there is no such parent
 */
export function placed({ version, parents }: Tree, id: string, parentId: string | undefined): Tree {
  if (parentId !== undefined && parents[parentId] === undefined)
    throw ruleBroken(`there is no department ${parentId}`, "/parentId");
  for (let at = parentId; at !== undefined && at !== ""; at = parents[at]) {
    if (at === id) throw ruleBroken("a department cannot be below itself", "/parentId");
  }
  if (parents[id] === undefined && Object.keys(parents).length >= MOST_DEPARTMENTS)
    throw ruleBroken(`a company has at most ${MOST_DEPARTMENTS} departments`);
  return { version: version + 1, parents: { ...parents, [id]: parentId ?? "" } };
}

/**
 * The tree without a department.
 * @throws Problem conflict while there are departments below it
 */
export function felled({ version, parents }: Tree, id: string): Tree {
  if (Object.values(parents).includes(id))
    throw conflict("a department with others below it cannot be deleted; move or delete those first");
  const { [id]: _, ...rest } = parents;
  return { version: version + 1, parents: rest };
}

/** The write of the next tree; refused, with the standing one, when another was faster. */
export function putTree(next: Tree): Write {
  return {
    label: "tree",
    item: {
      Put: {
        TableName: tableName(),
        Item: { ...TREE_KEY, ...next },
        ConditionExpression: "attribute_not_exists(pk) OR #version = :version",
        ExpressionAttributeNames: { "#version": "version" },
        ExpressionAttributeValues: { ":version": next.version - 1 },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
    refused: () => conflict("another department was moved at this moment; try again"),
  };
}
