import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { inOrderOfNames } from "../resource/named.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { nameText, normalizedName, text } from "../text/text.ts";

/** What a caller may set of a partner (DOMAIN §7). */
export const partnerInput = z.strictObject({
  name: nameText(200),
  kind: z.enum(["agent", "distributor", "integrator", "consultant", "supplier", "other"]).optional(),
  contactName: text(200).optional(),
  phone: text(40).optional(),
  email: z.email({ error: "must be an e-mail address" }).max(254).optional(),
  website: z
    .url({ protocol: /^https?$/, error: "must be a web address that begins with http" })
    .max(500)
    .optional(),
  address: text(500).optional(),
  region: text(100).optional(),
  /** What they are good at. */
  expertise: text(2000).optional(),
  /** How we work together. */
  cooperation: text(2000).optional(),
  notes: text(5000).optional(),
});
export type PartnerInput = z.infer<typeof partnerInput>;

/** A partner (合作伙伴) with whom we win and deliver. */
export const partner = z
  .object({ ...recordFields, ...partnerInput.shape, id: idOf("partner") })
  .meta({ id: "Partner" });
export type Partner = z.infer<typeof partner>;

/** What callers are shown. */
export const partnerAnswer = partner.omit({ claims: true, deletedAt: true }).meta({ id: "PartnerAnswer" });

/** Unique values of a partner, for lookups by exact name. */
export const partnerClaim = { name: (name: string) => `name:${normalizedName(name)}` } as const;

export const partners = defineEntity({
  type: "partner",
  schema: partner,
  claims: ({ name }) => [{ value: partnerClaim.name(name), pointer: "/name" }],
  indexes: (record) => inOrderOfNames("partner", record),
});
