import * as z from "zod";
import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { conflict, ruleBroken } from "../problem/problem.ts";
import { decideOn } from "../resource/decide.ts";
import { readToChange } from "../resource/verbs.ts";
import { nextVersion, type Stamp } from "../table/record.ts";
import { type Change, put, type Write } from "../table/write.ts";
import { text } from "../text/text.ts";
import { type Delivery, deliveries, MOST_PARTS, type Part, type PartInput, partInput } from "./delivery.ts";
import { partOf } from "./plan.ts";
import { linesFor } from "./quantities.ts";
import { DELIVERY_RULES, plannedPart } from "./rules.ts";

export const cancelling = z.strictObject({ reason: text(1000).optional() });

/** A part of a delivery, as a path names it. */
export interface PartPath {
  readonly id: string;
  readonly number: number;
}

/**
 * Adds a part to a plan. Two calls.
 * @throws Problem rule-broken when more would be delivered than was ordered, conflict when the order is cancelled
 */
export async function addPart(id: string, input: PartInput, context: Context): Promise<Change<Delivery>> {
  return decided(id, context, (record) => {
    if (record.status === "cancelled") throw conflict(DELIVERY_RULES.cancelled);
    if (record.parts.length >= MOST_PARTS) throw ruleBroken(DELIVERY_RULES.mostParts);
    return [...record.parts, partOf(record.ordered, record.parts, input)];
  });
}

/**
 * Changes when a planned part comes and what it brings. Two calls.
 * @throws Problem rule-broken, conflict when the part is planned no more
 */
export async function changePart(
  { id, number }: PartPath,
  patch: unknown,
  context: Context,
): Promise<Change<Delivery>> {
  return decided(id, context, (record) => {
    const part = plannedPart(record, number);
    const lines = part.lines.map(({ productId, quantity }) => ({ productId, quantity }));
    const fields = patched(partInput, { ...part, lines }, patch);
    const others = record.parts.filter((other) => other !== part);
    const next = { ...part, ...fields, lines: linesFor(record.ordered, others, fields.lines) };
    return record.parts.map((other) => (other === part ? next : other));
  });
}

/**
 * Cancels a planned part; what it was to bring is left to be planned. Two calls.
 * @throws Problem conflict when the part is planned no more
 */
export async function cancelPart(
  { id, number }: PartPath,
  { reason }: z.infer<typeof cancelling>,
  context: Context,
): Promise<Change<Delivery>> {
  return decided(id, context, (record) => {
    const part = plannedPart(record, number);
    return record.parts.map((other) => (other === part ? cancelledPart(part, reason) : other));
  });
}

/** Names the write of a delivery that is cancelled with its order, for those who decide again from what refused it. */
export const CANCELLED_DELIVERY = "cancelled-delivery";

/** Cancels a delivery with its order, from what it was when it was last seen. */
export function cancelledWithOrder(seen: Delivery, reason: string, stamp: Stamp): Write[] {
  const parts = seen.parts.map((part) => (part.status === "planned" ? cancelledPart(part, reason) : part));
  const next = nextVersion(seen, { status: "cancelled", cancelReason: reason, parts }, stamp);
  return put(deliveries, next, seen, { label: CANCELLED_DELIVERY });
}

async function decided(
  id: string,
  context: Context,
  partsOf: (record: Delivery) => Part[],
): Promise<Change<Delivery>> {
  const read = await readToChange(deliveries, id, context);
  return decideOn(deliveries, read, "update", context, (record) => ({
    next: nextVersion(record, { parts: partsOf(record) }, stampOf(context)),
  }));
}

function cancelledPart(part: Part, cancelReason: string | undefined): Part {
  return { ...part, status: "cancelled", cancelReason };
}
