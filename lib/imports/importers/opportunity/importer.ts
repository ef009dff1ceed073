import { customers } from "../../../customers/customer.ts";
import { opportunities } from "../../../opportunities/opportunity.ts";
import { normalizedName } from "../../../text/text.ts";
import type { Importer } from "../../importer.ts";
import { recordIn } from "../../known.ts";
import { changeOpportunityBy } from "./existing.ts";
import { makeOpportunity } from "./new.ts";
import { fieldAt, opportunityFields } from "./row.ts";

/** Opportunities, with how they ended; each row may have one line. */
export const opportunityImporter = (): Importer => ({
  resource: "opportunity",
  fields: opportunityFields(),
  required: ["name"],
  creates: ["customer"],
  keys: { number: (number) => `number:${number}` },
  reads: (existing, known) => {
    const was = recordIn(known, opportunities, existing);
    return was === undefined ? [] : [{ pk: was.customerId, sk: customers.type }];
  },
  // A win counts itself on its customer.
  shares: ({ values: { customerId }, toCreate: { customer } }) => [
    customer === undefined ? `${customerId}` : `name:${normalizedName(customer)}`,
  ],
  numbers: ({ values, toCreate }, exists) => [
    ...(exists || values.number !== undefined ? [] : ["opportunity" as const]),
    ...(values.status === "won" && !exists ? ["order" as const] : []),
    ...(toCreate.customer === undefined ? [] : ["customer" as const]),
  ],
  async decide(row, existing, desk) {
    const was = existing === undefined ? undefined : recordIn(desk.known, opportunities, existing);
    return was === undefined ? makeOpportunity(row, desk) : changeOpportunityBy(row, was, desk);
  },
  fieldAt,
});
