import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { money } from "../money/money.ts";
import { text } from "../text/text.ts";
import { instant } from "../time/calendar.ts";

/** A part that was used: a product of the catalogue, or whatever it is called. */
const part = z.strictObject({
  productId: idOf("product").optional(),
  name: text(200).optional(),
  quantity: z.int().min(1, { error: "must be at least 1" }).max(100_000),
  /** Of all of them. */
  cost: money.optional(),
});

/** What a technician did. */
export const workInput = z.strictObject({
  /** Working time. */
  minutes: z
    .int()
    .min(0, { error: "must not be negative" })
    .max(60 * 24 * 7, { error: "must be at most a week" }),
  description: text(2000),
  parts: z
    .array(
      part.refine(({ productId, name }) => productId !== undefined || name !== undefined, {
        error: "must name a product or say what it is called",
      }),
    )
    .max(20)
    .optional(),
  /** Besides that of the parts: travel, somebody else's work. */
  cost: money.optional(),
});
export type WorkInput = z.infer<typeof workInput>;

/** An entry of a request's work log. */
export const workEntry = z.object({
  at: instant,
  by: z.string(),
  minutes: z.int(),
  description: z.string(),
  parts: z.array(part.extend({ name: z.string() })),
  cost: money.optional(),
});
export type WorkEntry = z.infer<typeof workEntry>;

/** Minor units of a work entry: its parts and what it cost besides. */
export function costOf({ parts, cost }: Pick<WorkEntry, "parts" | "cost">): number {
  return parts.reduce((sum, one) => sum + (one.cost?.amount ?? 0), cost?.amount ?? 0);
}
