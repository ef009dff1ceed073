import { TREE_KEY, treeFrom } from "../departments/tree.ts";
import { inParallel } from "../table/in-parallel.ts";
import { query } from "../table/query.ts";
import { getItems } from "../table/read.ts";
import { dueList } from "./follow-up.ts";

/** More than so many in a department are not counted: by then it is clear what is wrong. */
const MOST = 1000;
const AT_ONCE = 8;

/** How many planned follow-ups have not been done in time. One call for the departments, and one for each. */
export async function countOverdue(now: Date): Promise<number> {
  const { pk, sk } = TREE_KEY;
  const { parents } = treeFrom((await getItems([TREE_KEY])).get(`${pk}/${sk}`));
  const counts = await inParallel([undefined, ...Object.keys(parents)], AT_ONCE, async (departmentId) => {
    const planned = { index: "byDue", key: dueList.department(departmentId, "planned") } as const;
    const range = { between: ["0", now.toISOString()] } as const;
    return (await query(planned, { range, order: "ascending", limit: MOST })).length;
  });
  return counts.reduce((all, count) => all + count, 0);
}
