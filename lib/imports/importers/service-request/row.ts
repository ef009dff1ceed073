import * as z from "zod";
import { parsePart } from "../../../http/flaws.ts";
import { idOf } from "../../../ids/id.ts";
import { requestInput } from "../../../service-requests/input.ts";
import { surveyAnswerInput } from "../../../surveys/survey.ts";
import { text } from "../../../text/text.ts";
import { calendarDate } from "../../../time/calendar.ts";
import { type Fields, fieldsOf, reference } from "../../field.ts";

const clockTime = z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, {
  error: "must be a time of day such as 9:12 or 09:12:58",
});

/** Longest that one request takes: ten years, in seconds. */
const LONGEST = 10 * 366 * 86_400;

/** How long something took, in seconds, as call centres write it: `109`, `2:23` (minutes) or `0:02:23`. */
const duration = z
  .string()
  .regex(/^(\d+|\d+:[0-5]\d|\d+:[0-5]\d:[0-5]\d)$/, {
    error: "must be seconds such as 109, or minutes and seconds such as 2:23 or 0:02:23",
  })
  .transform((said) => said.split(":").reduce((sum, part) => sum * 60 + Number(part), 0))
  .refine((seconds) => seconds <= LONGEST, { error: "must be at most ten years" });

/** What a row says of a request besides its own fields: whose it is, what came of it, and how satisfied the customer was. */
const rowFields = z.strictObject({
  customerId: idOf("customer").optional(),
  productId: idOf("product").optional(),
  technicianId: idOf("user").optional(),
  departmentId: idOf("department").optional(),
  /** In the company's zone; or `receivedAt` with its offset. */
  receivedOn: calendarDate.optional(),
  receivedTime: clockTime.default("00:00"),
  /** From the receipt to the first response: of a call, the speed of answer. */
  respondedAfter: duration.optional(),
  /** From the first response to the end: of a call, how long it was talked. */
  handledFor: duration.optional(),
  resolved: z.boolean().optional(),
  resolution: text(5000).optional(),
  score: surveyAnswerInput.shape.score.optional(),
  comment: surveyAnswerInput.shape.comment,
});

const own = requestInput.omit({
  customerId: true,
  contactId: true,
  serviceCardId: true,
  productId: true,
  technicianId: true,
  departmentId: true,
});
/** Without defaults: what a row does not say is not said. */
const anyInput = own.extend({ answered: z.boolean() }).partial();

/** Fields of a service request that columns can be mapped to. */
export function requestFields(): Fields {
  return {
    ...fieldsOf(own),
    ...fieldsOf(
      rowFields.omit({
        customerId: true,
        productId: true,
        technicianId: true,
        departmentId: true,
        respondedAfter: true,
        handledFor: true,
      }),
    ),
    respondedAfter: { kind: "text" },
    handledFor: { kind: "text" },
    customer: reference("customer", "customerId"),
    product: reference("product", "productId"),
    technician: reference("user", "technicianId"),
    department: reference("department", "departmentId"),
  };
}

/** A row of service requests, as the verbs understand it. */
export interface RequestRow extends z.output<typeof rowFields> {
  /** What is said of the request itself. */
  readonly input: z.output<typeof anyInput>;
}

/** @throws Problem invalid-request */
export function requestRow(values: Readonly<Record<string, unknown>>): RequestRow {
  const mine = Object.entries(values).filter(([name]) => name in rowFields.shape);
  const others = Object.entries(values).filter(([name]) => !(name in rowFields.shape));
  const row = parsePart(rowFields, Object.fromEntries(mine), "");
  return { ...row, input: parsePart(anyInput, Object.fromEntries(others), "") };
}
