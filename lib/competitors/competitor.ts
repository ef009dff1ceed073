import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { money } from "../money/money.ts";
import { inOrderOfNames } from "../resource/named.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { nameText, normalizedName, text } from "../text/text.ts";

/** A product of theirs that meets ours. */
const rivalProduct = z.strictObject({
  name: text(200),
  price: money.optional(),
  strengths: text(500).optional(),
  weaknesses: text(500).optional(),
});

/** What a caller may set of a competitor (DOMAIN §7). */
export const competitorInput = z.strictObject({
  name: nameText(200),
  website: z
    .url({ protocol: /^https?$/, error: "must be a web address that begins with http" })
    .max(500)
    .optional(),
  region: text(100).optional(),
  background: text(5000).optional(),
  strengths: text(5000).optional(),
  weaknesses: text(5000).optional(),
  products: z.array(rivalProduct).max(20).optional(),
  notes: text(5000).optional(),
});
export type CompetitorInput = z.infer<typeof competitorInput>;

/** A competitor (竞争对手). */
export const competitor = z
  .object({ ...recordFields, ...competitorInput.shape, id: idOf("competitor") })
  .meta({ id: "Competitor" });
export type Competitor = z.infer<typeof competitor>;

/** What callers are shown. */
export const competitorAnswer = competitor
  .omit({ claims: true, deletedAt: true })
  .meta({ id: "CompetitorAnswer" });

/** Our record against a competitor: deals decided in which it took part. */
const record = z
  .object({
    weWon: z.int().meta({ description: "Deals we won against it" }),
    weLost: z.int().meta({ description: "Deals we lost in which it took part" }),
    lostToThem: z.int().meta({ description: "Of those, deals that went to it" }),
  })
  .meta({ id: "CompetitorRecord" });

/** A competitor with our record against it. */
export const competitorWithRecord = competitorAnswer.extend({ record }).meta({ id: "CompetitorWithRecord" });
export type CompetitorWithRecord = Competitor & { readonly record: z.infer<typeof record> };

/** Unique values of a competitor, for lookups by exact name. */
export const competitorClaim = { name: (name: string) => `name:${normalizedName(name)}` } as const;

export const competitors = defineEntity({
  type: "competitor",
  schema: competitor,
  claims: ({ name }) => [{ value: competitorClaim.name(name), pointer: "/name" }],
  indexes: (record) => inOrderOfNames("competitor", record),
});
