import * as z from "zod";
import { parsePart } from "../../../http/flaws.ts";
import { idOf } from "../../../ids/id.ts";
import { opportunityInput } from "../../../opportunities/input.ts";
import { lineInput } from "../../../opportunities/line.ts";
import { calendarDate } from "../../../time/calendar.ts";
import { type Fields, fieldsOf, reference } from "../../field.ts";

/** How a row can leave an opportunity. */
const ROW_STATUSES = ["executing", "won", "lost"] as const;

/** What a row says of an opportunity besides its own fields: its customer, its one line, and how it ended. */
const rowFields = z.strictObject({
  customerId: idOf("customer").optional(),
  productId: idOf("product").optional(),
  quantity: lineInput.shape.quantity.default(1),
  unitPrice: lineInput.shape.unitPrice,
  discount: lineInput.shape.discount,
  status: z.enum(ROW_STATUSES).optional(),
  /** Calendar date on which it was won or lost. */
  decidedOn: calendarDate.optional(),
  lossReason: z.string().max(60).default("other"),
  lostTo: idOf("competitor").optional(),
});

const anyInput = opportunityInput.partial();
const own = opportunityInput.omit({ amount: true, lines: true, ownerId: true });

/** Fields of an opportunity that columns can be mapped to. */
export function opportunityFields(): Fields {
  return {
    ...fieldsOf(own),
    ...fieldsOf(rowFields.omit({ customerId: true, productId: true, lostTo: true })),
    amount: { kind: "amount" },
    owner: reference("user", "ownerId"),
    customer: reference("customer", "customerId"),
    product: reference("product", "productId"),
    lostTo: reference("competitor", "lostTo"),
  };
}

/** A row of opportunities, as the verbs understand it. */
export interface OpportunityRow extends z.output<typeof rowFields> {
  /** What is said of the opportunity itself, its line included. */
  readonly input: z.output<typeof anyInput>;
}

/** @throws Problem invalid-request */
export function opportunityRow(values: Readonly<Record<string, unknown>>): OpportunityRow {
  const mine = Object.entries(values).filter(([name]) => name in rowFields.shape);
  const others = Object.entries(values).filter(([name]) => !(name in rowFields.shape));
  const row = parsePart(rowFields, Object.fromEntries(mine), "");
  const input = parsePart(anyInput, Object.fromEntries(others), "");
  const { productId, quantity, unitPrice, discount } = row;
  const line = productId === undefined ? {} : { lines: [{ productId, quantity, unitPrice, discount }] };
  return { ...row, input: { ...input, ...line } };
}

/** Names of the line's fields in a problem's pointer, e.g. `/lines/0/unitPrice/amount`. */
const OF_LINES = /^\/lines\/0\/(\w+)/;

const FIELDS: Readonly<Record<string, string>> = {
  productId: "product",
  wonOn: "decidedOn",
  reason: "lossReason",
};

/** The field that a problem's pointer is about. */
export function fieldAt(pointer: string): string | undefined {
  const step = OF_LINES.exec(pointer)?.[1] ?? pointer.split("/")[1] ?? "";
  return FIELDS[step] ?? (step in opportunityFields() ? step : undefined);
}
