import { departments } from "../../lib/departments/department.ts";
import { findDepartments } from "../../lib/departments/find.ts";
import { changeDepartment, createDepartment, removeDepartment } from "../../lib/departments/keep.ts";
import { departmentRoutes } from "../../lib/departments/routes.ts";
import { api } from "../../lib/http/api.ts";
import { readHistory } from "../../lib/resource/history.ts";
import { readOne } from "../../lib/resource/verbs.ts";

export const handler = api(departmentRoutes, {
  create: ({ body }, context) => createDepartment(body, context),
  list: ({ query: { limit, cursor, ...wanted }, asked }) => findDepartments(wanted, { limit, cursor, asked }),
  read: ({ params }, context) => readOne(departments, params.id, context),
  update: ({ params, body }, context) => changeDepartment(params.id, body, context),
  remove: ({ params }, context) => removeDepartment(params.id, context),
  history: ({ params, query, asked }, context) =>
    readHistory(departments, params.id, { ...query, asked }, context),
});
