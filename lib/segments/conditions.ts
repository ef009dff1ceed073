import * as z from "zod";
import type { CustomerValue } from "../customer-value/customer-value.ts";
import { VALUE_CLASSES, type ValueClass } from "../customer-value/cuts.ts";
import type { Customer } from "../customers/customer.ts";
import { LIFECYCLE_TYPES } from "../customers/lifecycle.ts";
import { idOf } from "../ids/id.ts";
import { LANGUAGES } from "../mail/mail.ts";
import { minorUnits } from "../money/money.ts";
import { text } from "../text/text.ts";

/** Some values of which any one fits. */
function anyOf<S extends z.ZodType>(value: S, most: number) {
  return z
    .array(value)
    .min(1, { error: "must name at least one" })
    .max(most, { error: `must name at most ${most}` })
    .refine((all) => new Set(all).size === all.length, { error: "must name each once" });
}

/** Sentence that callers read. */
export const NO_CONDITION = "must name a condition, or say everybody";

/** Whom an audience is made of: customers who fit every condition that is named (DOMAIN §10, §11). */
export const conditions = z
  .strictObject({
    /** Really all customers: said, not forgotten. */
    everybody: z.literal(true, { error: "must be true or left out" }).optional(),
    /** By what they bought; `none` are those without revenue. */
    classes: anyOf(z.enum([...VALUE_CLASSES, "none"]), 4).optional(),
    /** Whether they bought before, but not for long. */
    dormant: z.boolean().optional(),
    /** Keys of membership tiers. */
    tiers: anyOf(text(60), 20).optional(),
    regions: anyOf(text(100), 50).optional(),
    /** Who bought any of these. */
    productIds: anyOf(idOf("product"), 20).optional(),
    tags: anyOf(text(50), 50).optional(),
    kinds: anyOf(z.enum(["company", "person"]), 2).optional(),
    types: anyOf(z.enum(LIFECYCLE_TYPES), LIFECYCLE_TYPES.length).optional(),
    languages: anyOf(z.enum(LANGUAGES), LANGUAGES.length).optional(),
    /** Minor units of revenue that count at least. */
    minRevenue: minorUnits.optional(),
  })
  .refine((all) => Object.values(all).some((value) => value !== undefined), { error: NO_CONDITION })
  .meta({ id: "AudienceConditions" });
export type Conditions = z.infer<typeof conditions>;

/** What is known of a customer where audiences are chosen. */
export interface Candidate {
  readonly customer: Customer;
  readonly value: Pick<CustomerValue, "class" | "dormant" | "revenue"> | undefined;
  readonly tier: string | undefined;
}

/** Whether a customer is in the audience. Pure; which products it bought is the list's to tell. */
export function fits({ customer, value, tier }: Candidate, wanted: Conditions): boolean {
  const { classes, dormant, tiers, regions, tags, kinds, types, languages, minRevenue } = wanted;
  const valueClass: ValueClass | "none" = value?.class ?? "none";
  return (
    (classes === undefined || classes.includes(valueClass)) &&
    (dormant === undefined || (value?.dormant ?? false) === dormant) &&
    (tiers === undefined || (tier !== undefined && tiers.includes(tier))) &&
    (regions === undefined || (customer.region !== undefined && regions.includes(customer.region))) &&
    (tags === undefined || tags.some((tag) => customer.tags?.includes(tag) === true)) &&
    (kinds === undefined || kinds.includes(customer.kind)) &&
    (types === undefined || types.includes(customer.type)) &&
    (languages === undefined || (customer.language !== undefined && languages.includes(customer.language))) &&
    (minRevenue === undefined || (value?.revenue ?? 0) >= minRevenue)
  );
}
