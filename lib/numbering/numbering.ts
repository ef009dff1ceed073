import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { company } from "../settings/company.ts";
import { defineSetting, setting } from "../settings/setting.ts";
import { documents, tableName } from "../table/client.ts";
import { dateIn } from "../time/zone.ts";

const pattern = z
  .string()
  .max(40)
  .regex(/^[^{}]*(\{(YYYY|YY|MM|DD)\}[^{}]*)*\{seq:[1-9]\}[^{}]*$/, {
    error: "must hold {seq:N} once, after any of {YYYY}, {YY}, {MM}, {DD}, e.g. OPP-{YYYY}{MM}-{seq:4}",
  });

/** A kind that came after the first release: a company which changed its numbering before has not set its pattern yet. */
const since = (shipped: string) => pattern.default(shipped);

const patterns = z.strictObject({
  customer: pattern,
  opportunity: pattern,
  order: pattern,
  product: pattern,
  delivery: since("DLV-{YYYY}{MM}-{seq:4}"),
  serviceCard: since("SC-{YYYY}-{seq:6}"),
  serviceRequest: since("SR-{YYYY}{MM}-{seq:5}"),
  complaint: since("CPT-{YYYY}{MM}-{seq:4}"),
  knowledgeArticle: since("KB-{seq:5}"),
  membership: since("VIP-{seq:7}"),
  campaign: since("CMP-{YYYY}-{seq:4}"),
});

/** Patterns of document numbers (DOMAIN §12). The counter starts again when the dated part changes. */
export const numbering = defineSetting({
  name: "numbering",
  schema: patterns,
  default: patterns.parse({
    customer: "CUS-{YYYY}-{seq:5}",
    opportunity: "OPP-{YYYY}{MM}-{seq:4}",
    order: "ORD-{YYYY}{MM}-{seq:4}",
    product: "PRD-{seq:5}",
  }),
});
export type Numbered = keyof typeof numbering.default;

/** The next number of a kind: unique and increasing within its period. One call. */
export async function nextNumber(kind: Numbered, now: Date): Promise<string> {
  const [number] = await nextNumbers(kind, now, 1);
  if (number === undefined) throw new Error(`no number for a ${kind}`);
  return number;
}

/**
 * A block of numbers in one call. A number is taken before its record is written, never inside the transaction,
 * where every creation would collide with every other; a gap is left only where a creation failed.
 */
export async function nextNumbers(kind: Numbered, now: Date, count: number): Promise<string[]> {
  if (count === 0) return [];
  const [patterns, { timeZone }] = await Promise.all([setting(numbering), setting(company)]);
  const dated = withDate(patterns[kind], dateIn(now, timeZone));
  const { Attributes } = await documents().send(
    new UpdateCommand({
      TableName: tableName(),
      Key: { pk: `counter#${kind}#${dated}`, sk: "counter" },
      UpdateExpression: "ADD #last :count",
      ExpressionAttributeNames: { "#last": "last" },
      ExpressionAttributeValues: { ":count": count },
      ReturnValues: "UPDATED_NEW",
    }),
  );
  const last = Number(Attributes?.last);
  return Array.from({ length: count }, (_, index) => withSequence(dated, last - count + 1 + index));
}

/** Fills in the dated part of a pattern. */
export function withDate(text: string, date: string): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return text
    .replace("{YYYY}", year)
    .replace("{YY}", year.slice(2))
    .replace("{MM}", month)
    .replace("{DD}", day);
}

/** Fills in the sequence, padded with zeros to at least the width the pattern names. */
export function withSequence(text: string, sequence: number): string {
  return text.replace(/\{seq:(\d)\}/, (_, width) => String(sequence).padStart(Number(width), "0"));
}
