import type { Context } from "../http/context.ts";
import { conflict } from "../problem/problem.ts";
import { readToChange, remove } from "../resource/verbs.ts";
import { query } from "../table/query.ts";
import type { Change } from "../table/write.ts";
import { customers } from "./customer.ts";
import { groupPrefix } from "./view.ts";

/** Sentences that callers read. */
export const REMOVE_RULES = {
  inUse:
    "a customer with opportunities, orders, service cards, activities or a membership is not deleted; deactivate it instead",
} as const;

/**
 * Deletes a customer with which nothing was done yet; its history is kept for audit. Four calls: what belongs to it is
 * looked at too, and whether it is a member.
 * @throws Problem conflict when something belongs to it
 */
export async function removeCustomer(id: string, context: Context): Promise<Change<undefined>> {
  const record = await readToChange(customers, id, context, "delete");
  // Its contacts stand between the two, and are no reason to keep it.
  const groups = [
    [groupPrefix("activity"), `${groupPrefix("opportunity")}~`],
    [groupPrefix("membership"), `${groupPrefix("membership")}~`],
  ] as const;
  const found = await Promise.all(
    groups.map((between) =>
      query({ index: "byCustomer", key: id }, { order: "descending", range: { between }, limit: 1 }),
    ),
  );
  if (found.flat().length > 0) throw conflict(REMOVE_RULES.inUse);
  return remove(customers, record, context);
}
