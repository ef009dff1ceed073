import type { UpdateCommandInput } from "@aws-sdk/lib-dynamodb";
import type { Item } from "../../lib/table/entity.ts";

type Expressed = Pick<
  UpdateCommandInput,
  "UpdateExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
>;

/**
 * An item after an update, as far as the product's updates go: SET to a value or to one more than a field, ADD, and REMOVE.
 * @throws Error when the expression says anything else
 */
export function updated(
  was: Item,
  {
    UpdateExpression = "",
    ExpressionAttributeNames: names = {},
    ExpressionAttributeValues: values = {},
  }: Expressed,
): Item {
  const next = { ...was };
  const nameOf = (token = "") => names[token] ?? token;
  const given = (token = "") => (token.startsWith(":") ? values[token] : was[nameOf(token)]);
  const clauses = UpdateExpression.split(/\b(SET|ADD|REMOVE)\s+/).slice(1);
  for (let index = 0; index < clauses.length; index += 2) {
    for (const clause of (clauses[index + 1] ?? "").trim().split(/,\s*/)) {
      const [, target, by, more] = FORMS[clauses[index] ?? ""]?.exec(clause) ?? [];
      if (target === undefined) throw new Error(`not known how to ${UpdateExpression}`);
      if (clauses[index] === "REMOVE") delete next[nameOf(target)];
      else if (clauses[index] === "ADD")
        next[nameOf(target)] = Number(was[nameOf(target)] ?? 0) + Number(given(by));
      else
        assign(
          next,
          target.split(".").map(nameOf),
          more === undefined ? given(by) : Number(given(by)) + Number(given(more)),
        );
    }
  }
  return next;
}

const FORMS: Readonly<Record<string, RegExp>> = {
  SET: /^(\S+) = (\S+)(?: \+ (\S+))?$/,
  ADD: /^(\S+) (:\S+)$/,
  REMOVE: /^(\S+)$/,
};

function assign(item: Item, [name = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    item[name] = value;
    return;
  }
  const within = { ...Object(item[name]) };
  assign(within, rest, value);
  item[name] = within;
}
