import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";

/** A department, a node of the company's tree. */
export const department = z.object({
  ...recordFields,
  name: z.string(),
  parentId: idOf("department").optional(),
  /** Who is told when work in the department is overdue. */
  headId: idOf("user").optional(),
});
export type Department = z.infer<typeof department>;

/** Departments live together, so that the whole tree is one query. */
export const DEPARTMENTS_PARTITION = "departments";

export const departments = defineEntity({
  type: "department",
  schema: department,
  claims: ({ name }) => [{ value: `name:${name}`, pointer: "/name" }],
  indexes: ({ id, name }) => ({ namePk: DEPARTMENTS_PARTITION, nameSk: `${name}#${id}` }),
});
