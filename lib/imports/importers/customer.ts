import { authorize } from "../../access/reach.ts";
import { changedCustomer } from "../../customers/change.ts";
import { claimsWith, newCustomer } from "../../customers/create.ts";
import { customerInput, customers } from "../../customers/customer.ts";
import { parsePart } from "../../http/flaws.ts";
import { reachable } from "../../phone/reachable.ts";
import { ruleBroken } from "../../problem/problem.ts";
import { put, unchanged } from "../../table/write.ts";
import { normalizedName } from "../../text/text.ts";
import { fieldsOf, reference } from "../field.ts";
import type { Importer } from "../importer.ts";
import { recordIn } from "../known.ts";
import { same } from "./same.ts";

/** No two customers have the same. */
const UNIQUE = ["number", "name", "phone", "email"] as const;

/** Customers, for the caller or for the owner a row names. */
export const customerImporter = (): Importer => ({
  resource: "customer",
  fields: {
    ...fieldsOf(customerInput),
    owner: reference("user", "ownerId"),
    parent: reference("customer", "parentId"),
  },
  required: ["name"],
  keys: {
    number: (number) => `number:${number}`,
    name: (name) => `name:${normalizedName(name)}`,
    email: (email) => `email:${email.toLowerCase()}`,
    phone: async (phone) => `phone:${(await reachable({ phone })).phone}`,
  },
  shares: ({ values }) =>
    UNIQUE.filter((field) => field in values).map((field) => `${field}:${values[field]}`),
  numbers: ({ values }, exists) => (exists || values.number !== undefined ? [] : ["customer"]),
  async decide({ id, values }, existing, { known, mapping, context, number }) {
    const claims = claimsWith(mapping.allowDuplicates);
    const record = existing === undefined ? undefined : recordIn(known, customers, existing);
    if (record === undefined) {
      const input = parsePart(customerInput, { source: "import", ...values }, "");
      const made = { ...(await newCustomer(input, context, () => number("customer"))), id };
      return { writes: put(customers, made, undefined, { claims }), result: { id, outcome: "created" } };
    }
    authorize(context.caller, "update", customers, record);
    const { ownerId = record.ownerId, ...patch } = values;
    if (ownerId !== record.ownerId)
      throw ruleBroken("an import gives new customers their owner; assign this one instead", "/ownerId");
    const { next, guards } = await changedCustomer(record, patch, context);
    const done = { id: record.id, outcome: same(record, next) ? "unchanged" : "updated" } as const;
    if (done.outcome === "unchanged") return unchanged(done);
    return { writes: [...put(customers, next, record, { claims }), ...guards], result: done };
  },
});
