import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";

/** What a caller may set of a department. */
export const departmentInput = z.strictObject({
  /** Unique in the company. */
  name: z.string().trim().min(1, { error: "must not be empty" }).max(100),
  /** The department above; none for the company itself. */
  parentId: idOf("department").optional(),
  /** Who is told when work in the department is overdue. */
  headId: idOf("user").optional(),
});
export type DepartmentInput = z.infer<typeof departmentInput>;

/** A department, a node of the company's tree. */
export const department = z
  .object({ ...recordFields, ...departmentInput.shape, name: z.string() })
  .meta({ id: "Department" });
export type Department = z.infer<typeof department>;

/** What callers are shown. */
export const departmentAnswer = department
  .omit({ claims: true, deletedAt: true })
  .meta({ id: "DepartmentAnswer" });

/** Departments live together, so that the whole tree is one query. */
export const DEPARTMENTS_PARTITION = "departments";

export const departments = defineEntity({
  type: "department",
  schema: department,
  claims: ({ name }) => [{ value: `name:${name}`, pointer: "/name" }],
  indexes: ({ id, name }) => ({ namePk: DEPARTMENTS_PARTITION, nameSk: `${name}#${id}` }),
});
