import * as z from "zod";
import { position } from "../commission/position.ts";
import { monthlyPart } from "../commission/postings.ts";
import { orders } from "../orders/order.ts";
import { posting } from "../performance/posting.ts";
import { conflict } from "../problem/problem.ts";
import { tableName } from "../table/client.ts";
import type { Item } from "../table/entity.ts";
import type { Write } from "../table/write.ts";
import { opportunity } from "./opportunity.ts";

/**
 * What the last win of an opportunity booked. It lies beside the opportunity, so that both are read in one call, and
 * undoing takes back exactly this, whatever was changed since.
 */
export const booking = z.object({
  winNumber: z.int(),
  customerId: z.string(),
  /** Whether it was the customer's first win. */
  first: z.boolean(),
  /** The order as it was placed. */
  order: z.unknown().transform((item) => orders.schema.parse(item)),
  postings: z.array(posting),
  /** Where the members stood in the month's bands afterwards. */
  positions: z.array(position),
  monthly: z.array(monthlyPart),
  /** What the opportunity was before, for undoing. */
  before: opportunity.pick({ ownerId: true, lines: true, amount: true, salesTeam: true }),
});
export type Booking = z.infer<typeof booking>;

export function bookingKey(opportunityId: string) {
  return { pk: opportunityId, sk: "booking" };
}

/** Keeps what a win booked, over that of the win before; a win number is booked once. */
export function putBooking(opportunityId: string, booked: Booking): Write {
  const item: Item = { ...bookingKey(opportunityId), entity: "booking", ...booked };
  return {
    item: {
      Put: {
        TableName: tableName(),
        Item: item,
        ConditionExpression: "attribute_not_exists(pk) OR winNumber < :number",
        ExpressionAttributeValues: { ":number": booked.winNumber },
      },
    },
    refused: () => conflict("the opportunity is won already"),
  };
}
