import * as z from "zod";
import { readKey } from "../mail/occasions.ts";
import type { Place, Stored } from "../table/document.ts";
import { text } from "../text/text.ts";
import { instant } from "../time/calendar.ts";
import { shipped } from "./shipped.ts";

/** What a mail says in one language, with variables such as `{{name}}`. */
export const wording = z
  .strictObject({
    subject: text(200),
    preheader: text(200).optional().meta({ description: "What lists of mails show beside the subject" }),
    title: text(200),
    paragraphs: z
      .array(text(3000))
      .min(1, { error: "must have a paragraph" })
      .max(20, { error: "must have at most 20 paragraphs" }),
    button: z
      .strictObject({ label: text(60), url: text(500) })
      .optional()
      .meta({ description: "A link; a mail whose address for it is empty has none" }),
  })
  .meta({ id: "Wording" });
export type Wording = z.infer<typeof wording>;

/** What a company says of a template: how it looks, and its words in every language that customers are written in. */
export const templateValue = z.strictObject({
  layout: z.enum(["greeting", "notice", "offer"]),
  texts: z.strictObject({ "zh-CN": wording, "zh-TW": wording, en: wording }),
});
export type TemplateValue = z.infer<typeof templateValue>;

/** An occasion, one of its varieties, for one tier of members. */
export const templateKey = z
  .string()
  .max(100)
  .refine((key) => readKey(key) !== undefined, {
    error: "must be an occasion, with .variety and ~tier where wanted, e.g. holiday.mid-autumn~vip",
  })
  .meta({ examples: ["birthday~vip"] });

/** A template as it stands. */
export const template = z
  .object({
    key: templateKey,
    ...templateValue.shape,
    shipped: z.boolean().meta({ description: "Brought by the product: can be restored, not deleted" }),
    isDefault: z.boolean().meta({ description: "Whether it stands as the product ships it" }),
    version: z.int().meta({ description: "The ETag; 0 until it was first changed" }),
    updatedAt: instant.optional(),
    updatedBy: z.string().optional(),
  })
  .meta({ id: "Template" });
export type Template = z.infer<typeof template>;

export const PARTITION = "templates";

export function templatePlace(key: string): Place {
  return { partition: PARTITION, entity: "template", name: key };
}

/** A template from what is stored under its key, if anything; `undefined` when there is none. */
export function templateOf(key: string, document: Stored | undefined): Template | undefined {
  const own = shipped.get(key);
  if (document !== undefined && document.deletedAt === undefined) {
    const { version, updatedAt, updatedBy, value } = document;
    const isShipped = own !== undefined;
    return {
      key,
      ...templateValue.parse(value),
      shipped: isShipped,
      isDefault: false,
      version,
      updatedAt,
      updatedBy,
    };
  }
  if (own === undefined) return undefined;
  return { key, ...own, shipped: true, isDefault: true, version: document?.version ?? 0 };
}
