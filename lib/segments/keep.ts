import * as z from "zod";
import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { newId } from "../ids/id.ts";
import { products } from "../products/product.ts";
import { unknownReference } from "../resource/reference.ts";
import { change, readToChange } from "../resource/verbs.ts";
import { findTogether } from "../table/read.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { type Conditions, conditions } from "./conditions.ts";
import { type Segment, type SegmentInput, segmentInput, segments } from "./segment.ts";

/** What may be changed, conditions as a whole: a part of them would mean another audience than anybody read. */
export const segmentChanges = z.strictObject({
  name: segmentInput.shape.name.optional(),
  description: segmentInput.shape.description.nullable(),
  conditions: conditions.optional(),
});

/** Saves a segment. Two calls: the products it names, and the write. @throws Problem already-exists, unknown-reference */
export async function createSegment(input: SegmentInput, context: Context): Promise<Change<Segment>> {
  await checkProducts(input.conditions);
  const record: Segment = {
    ...firstVersion(newId("segment", context.now), stampOf(context)),
    ...input,
  };
  return { writes: put(segments, record, undefined), result: record };
}

/** Changes a segment. Three calls. @throws Problem already-exists, unknown-reference, stale-version */
export async function changeSegment(
  id: string,
  patch: z.infer<typeof segmentChanges>,
  context: Context,
): Promise<Change<Segment>> {
  if (patch.conditions !== undefined) await checkProducts(patch.conditions);
  const record = await readToChange(segments, id, context);
  const { conditions: whole = record.conditions, ...rest } = patch;
  const names = patched(segmentInput.omit({ conditions: true }), record, rest);
  return change(segments, record, { ...names, conditions: whole }, context);
}

/** @throws Problem unknown-reference */
export async function checkProducts({ productIds = [] }: Conditions): Promise<void> {
  if (productIds.length === 0) return;
  const found = await findTogether(productIds.map((id) => [products, id] as const));
  for (const [index, id] of productIds.entries()) {
    if (found.one(products, id) === undefined)
      throw unknownReference("product", id, `/conditions/productIds/${index}`);
  }
}
