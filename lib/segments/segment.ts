import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { inOrderOfNames } from "../resource/named.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { nameText, normalizedName, text } from "../text/text.ts";
import { conditions } from "./conditions.ts";

/** What a caller sets of a segment. */
export const segmentInput = z.strictObject({
  name: nameText(100),
  description: text(1000).optional(),
  conditions,
});
export type SegmentInput = z.infer<typeof segmentInput>;

/** An audience that is chosen by conditions: who fits today is in it today (DOMAIN §10, §11). */
export const segment = z
  .object({ ...recordFields, ...segmentInput.shape, id: idOf("segment") })
  .meta({ id: "Segment" });
export type Segment = z.infer<typeof segment>;

/** What callers are shown. */
export const segmentAnswer = segment.omit({ claims: true, deletedAt: true }).meta({ id: "SegmentAnswer" });

export const segments = defineEntity({
  type: "segment",
  schema: segment,
  claims: ({ name }) => [{ value: `name:${normalizedName(name)}`, pointer: "/name" }],
  indexes: (record) => inOrderOfNames("segment", record),
});
