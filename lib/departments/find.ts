import { type Page, readPage } from "../table/page.ts";
import { DEPARTMENTS_PARTITION, type Department, departments } from "./department.ts";

/** Departments by name; with a parent only those right below it. One call a page. */
export function findDepartments(
  { parentId }: { parentId?: string | undefined },
  request: { limit: number; cursor?: string | undefined; asked: string },
): Promise<Page<Department>> {
  return readPage({
    ...request,
    waves: [[{ index: "byName", key: DEPARTMENTS_PARTITION }]],
    order: "ascending",
    parse: (item) => departments.schema.parse(item),
    passes: parentId === undefined ? undefined : (department) => department.parentId === parentId,
  });
}
