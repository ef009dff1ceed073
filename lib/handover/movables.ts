import { givenTo as customerGivenTo } from "../customers/assign.ts";
import { customers } from "../customers/customer.ts";
import { givenTo as opportunityGivenTo } from "../opportunities/assign.ts";
import { opportunities } from "../opportunities/opportunity.ts";
import { type Movable, movable } from "./movable.ts";

/** What is handed over, in this order: the customer before what belongs to it. */
export const movables: readonly Movable[] = [
  movable(customers, { give: customerGivenTo }),
  movable(opportunities, { give: opportunityGivenTo }),
];
