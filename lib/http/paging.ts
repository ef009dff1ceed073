import * as z from "zod";

/** Query parameters of every list (DOMAIN §1). */
export const paging = {
  limit: z.coerce
    .number()
    .int()
    .min(1, { error: "must be 1 to 100" })
    .max(100, { error: "must be 1 to 100" })
    .default(25)
    .meta({ description: "Records a page, 1 to 100" }),
  cursor: z.string().max(1000).optional().meta({ description: "nextCursor of the page before" }),
} as const;

/** The answer of a list. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().meta({
      description:
        "Gives the next page; null at the end. A page may hold fewer than `limit` before: where hardly anything fits what was asked for",
    }),
  });
}
