import { departmentTree, type Person, person } from "./directory.ts";

/**
 * Who is told when a person's work is overdue: their manager, else the head of their department or of the nearest
 * one above it. Nobody is told of their own work, and nobody who has left is told anything.
 */
export async function managerOf(worker: Person): Promise<Person | undefined> {
  for (const candidate of [worker.managerId, ...(await headsAbove(worker.departmentId))]) {
    if (candidate === undefined || candidate === worker.userId) continue;
    const manager = await person(candidate);
    if (manager?.active === true) return manager;
  }
  return undefined;
}

/** Heads of a department and of all above it, nearest first; a circle, were there one, is walked once. */
async function headsAbove(departmentId: string | undefined): Promise<(string | undefined)[]> {
  const tree = await departmentTree();
  const walked = new Set<string>();
  const heads: (string | undefined)[] = [];
  for (let at = departmentId; at !== undefined && !walked.has(at); at = tree.get(at)?.parentId) {
    walked.add(at);
    heads.push(tree.get(at)?.headId);
  }
  return heads;
}
