import { DEPARTMENTS } from "../access/directory.ts";
import { nobodyIn } from "../access/headcount.ts";
import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { newId } from "../ids/id.ts";
import { conflict, Problem } from "../problem/problem.ts";
import { remove, toAct } from "../resource/verbs.ts";
import { forget } from "../table/cache.ts";
import { getItems } from "../table/read.ts";
import { firstVersion, nextVersion } from "../table/record.ts";
import { type Change, put, type Refusal, require, type Write } from "../table/write.ts";
import { type Department, type DepartmentInput, departmentInput, departments } from "./department.ts";
import { felled, placed, putTree, TREE_KEY, type Tree, treeFrom } from "./tree.ts";

/**
 * Adds a department. Two calls.
 * @throws Problem already-exists, rule-broken, unknown-reference
 */
export async function createDepartment(
  input: DepartmentInput,
  context: Context,
): Promise<Change<Department>> {
  const record = { ...firstVersion(newId("department", context.now), stampOf(context)), ...input };
  const { tree } = await read(undefined);
  return reshaped(record, (standing) => placed(standing, record.id, input.parentId), tree, [
    ...put(departments, record, undefined),
    ...headed(input.headId),
  ]);
}

/**
 * Renames or moves a department, or names its head. Two calls.
 * @throws Problem already-exists, stale-version, rule-broken when it would be below itself
 */
export async function changeDepartment(
  id: string,
  patch: unknown,
  context: Context,
): Promise<Change<Department>> {
  const { record, tree } = await readToChange(id, "update", context);
  const fields = patched(departmentInput, record, patch);
  const next = nextVersion(record, fields, stampOf(context));
  const writes = [
    ...put(departments, next, record),
    ...(next.headId === record.headId ? [] : headed(next.headId)),
  ];
  if (next.parentId === record.parentId) return { writes, result: next, done };
  return reshaped(next, (standing) => placed(standing, id, next.parentId), tree, writes);
}

/**
 * Deletes a department in which nobody works. Two calls.
 * @throws Problem conflict while there are people in it or departments below it
 */
export async function removeDepartment(id: string, context: Context): Promise<Change<undefined>> {
  const { record, tree } = await readToChange(id, "delete", context);
  const empty = nobodyIn("department", id, () =>
    conflict("a department with people in it cannot be deleted; move them first"),
  );
  const { writes } = remove(departments, record, context);
  return reshaped(undefined, (standing) => felled(standing, id), tree, [...writes, empty]);
}

async function readToChange(id: string, action: "update" | "delete", context: Context) {
  const { record, tree } = await read(id);
  return { record: toAct(departments, record, id, action, context), tree };
}

/** A department and the tree it stands in, consistently. One call. */
async function read(id: string | undefined) {
  const keys = id === undefined ? [TREE_KEY] : [TREE_KEY, { pk: id, sk: departments.type }];
  const items = await getItems(keys);
  const item = items.get(`${id}/${departments.type}`);
  return {
    tree: treeFrom(items.get(`${TREE_KEY.pk}/${TREE_KEY.sk}`)),
    record: item === undefined ? undefined : departments.schema.parse(item),
  };
}

/** A change of the tree, decided again from the standing one as often as another change of it is faster. */
function reshaped<T>(
  result: T,
  reshape: (standing: Tree) => Tree,
  tree: Tree,
  writes: readonly Write[],
): Change<T> {
  return {
    writes: [...writes, putTree(reshape(tree))],
    result,
    done,
    retry: (refusals: readonly Refusal[]) => {
      const [first] = refusals;
      if (first?.label !== "tree" || refusals.length > 1) return undefined;
      return reshaped(result, reshape, treeFrom(first.there), writes);
    },
  };
}

/** A head is somebody who is there. */
function headed(headId: string | undefined): Write[] {
  if (headId === undefined) return [];
  const detail = `nobody who works here is ${headId}`;
  const problem = () => new Problem("unknown-reference", detail, { flaws: [{ pointer: "/headId", detail }] });
  return [require(headId, "user", problem, ["status", "left"])];
}

function done(): void {
  forget(DEPARTMENTS);
}
