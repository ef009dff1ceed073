import { departmentInput, departments } from "../../departments/department.ts";
import { changeDepartment, createDepartment } from "../../departments/keep.ts";
import { parsePart } from "../../http/flaws.ts";
import type { RecordBase } from "../../table/record.ts";
import { type Change, unchanged } from "../../table/write.ts";
import { changeUser } from "../../users/change.ts";
import { createUser } from "../../users/create.ts";
import { userInput, users } from "../../users/user.ts";
import { fieldsOf, reference } from "../field.ts";
import type { Done, Importer } from "../importer.ts";
import { recordIn } from "../known.ts";
import { same } from "./same.ts";

/** Departments change the company's tree, each in a step of its own. */
export const departmentImporter = (): Importer => ({
  resource: "department",
  fields: {
    ...fieldsOf(departmentInput),
    parent: reference("department", "parentId"),
    head: reference("user", "headId"),
  },
  required: ["name"],
  keys: { name: (name) => `name:${name}` },
  oneByOne: true,
  numbers: () => [],
  async decide({ values }, existing, { known, context }) {
    const record = existing === undefined ? undefined : recordIn(known, departments, existing);
    if (record === undefined)
      return outcome(await createDepartment(parsePart(departmentInput, values, ""), context), undefined);
    return outcome(await changeDepartment(record.id, values, context), record);
  },
});

/** Members of staff are counted by role and department, each in a step of its own. */
export const userImporter = (): Importer => ({
  resource: "user",
  fields: {
    ...fieldsOf(userInput),
    department: reference("department", "departmentId"),
    manager: reference("user", "managerId"),
  },
  required: ["name", "email"],
  keys: { email: (email) => `email:${email.toLowerCase()}` },
  oneByOne: true,
  numbers: () => [],
  async decide({ values }, existing, { known, context }) {
    const record = existing === undefined ? undefined : recordIn(known, users, existing);
    if (record === undefined)
      return outcome(await createUser(parsePart(userInput, values, ""), context), undefined);
    return outcome(await changeUser(record.id, values, context), record);
  },
});

/** A change that a verb decided, told as what became of the row. */
function outcome<R extends RecordBase>(change: Change<R>, before: R | undefined): Change<Done> {
  const { result, retry, done, writes } = change;
  if (before !== undefined && same(before, result)) return unchanged({ id: result.id, outcome: "unchanged" });
  return {
    writes,
    result: { id: result.id, outcome: before === undefined ? "created" : "updated" },
    ...(done !== undefined && { done }),
    ...(retry !== undefined && {
      retry: async (refusals) => {
        const again = await retry(refusals);
        return again === undefined ? undefined : outcome(again, before);
      },
    }),
  };
}
