import { conflict } from "../problem/problem.ts";
import { tableName } from "../table/client.ts";
import type { Stamp } from "../table/record.ts";
import type { Write } from "../table/write.ts";
import type { Customer } from "./customer.ts";

/** Names the write of a customer's wins to `Change.retry`, which finds there the customer as it is. */
export const CUSTOMER_WINS = "customer-wins";

/** What is known, or guessed, of a customer whose wins are counted. */
export type Standing = Pick<Customer, "type" | "wins">;

/**
 * Counts a win of a customer; the first makes it active (DOMAIN §3). The customer is not read before: a wrong guess is
 * refused, and the refusal brings the customer.
 */
export function countWin(customerId: string, { type }: Standing, stamp: Stamp): Write {
  const becomesActive = type !== "active";
  return update(customerId, stamp, {
    condition: "#type = :type",
    set: ["wins = wins + :one", ...(becomesActive ? ["#type = :active", "typeSince = :at"] : [])],
    remove: becomesActive ? ["inactiveReason", "typeBefore"] : [],
    values: { ":type": type, ...(becomesActive && { ":active": "active" }) },
  });
}

/** Takes a win of a customer back; without its only one an active customer is potential again. */
export function uncountWin(customerId: string, { type, wins }: Standing, stamp: Stamp): Write {
  if (wins > 1)
    return update(customerId, stamp, {
      condition: "wins > :one",
      set: ["wins = wins - :one"],
      remove: [],
      values: {},
    });
  const before = { active: ["#type = :potential", "typeSince = :at"], inactive: ["typeBefore = :potential"] };
  const back = type === "active" || type === "inactive" ? before[type] : [];
  return update(customerId, stamp, {
    condition: "wins = :one AND #type = :type",
    set: ["wins = wins - :one", ...back],
    remove: [],
    values: { ":type": type, ...(back.length > 0 && { ":potential": "potential" }) },
  });
}

interface Update {
  readonly condition: string;
  readonly set: readonly string[];
  readonly remove: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

/** Neither type nor wins are part of an index key: the item stays where lists find it. */
function update(customerId: string, { by, now }: Stamp, { condition, set, remove, values }: Update): Write {
  const always = ["#version = #version + :one", "updatedAt = :at", "updatedBy = :by"];
  const removing = remove.length === 0 ? "" : ` REMOVE ${remove.join(", ")}`;
  const isUsed = [condition, ...set].some((text) => text.includes("#type"));
  return {
    label: CUSTOMER_WINS,
    item: {
      Update: {
        TableName: tableName(),
        Key: { pk: customerId, sk: "customer" },
        UpdateExpression: `SET ${[...always, ...set].join(", ")}${removing}`,
        ConditionExpression: `attribute_exists(pk) AND attribute_not_exists(deletedAt) AND ${condition}`,
        ExpressionAttributeNames: { "#version": "version", ...(isUsed && { "#type": "type" }) },
        ExpressionAttributeValues: { ":one": 1, ":at": now.toISOString(), ":by": by, ...values },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
    refused: (there) =>
      there === undefined || there.deletedAt !== undefined
        ? conflict("the customer of this opportunity was deleted")
        : conflict("others keep changing the customer of this opportunity; try again in a moment"),
  };
}
