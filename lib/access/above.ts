import type { Department } from "../departments/department.ts";

/** A department and all above it; a circle, were there one, is walked once. */
export function above(departmentId: string, tree: ReadonlyMap<string, Department>): string[] {
  const found = new Set<string>();
  for (
    let at: string | undefined = departmentId;
    at !== undefined && !found.has(at);
    at = tree.get(at)?.parentId
  )
    found.add(at);
  return [...found];
}
