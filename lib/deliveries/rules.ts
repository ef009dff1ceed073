import { conflict, notFound, ruleBroken } from "../problem/problem.ts";
import { normalizedSerial } from "../service-cards/serial.ts";
import { type Delivery, MOST_PARTS, MOST_SERIALS, type Part } from "./delivery.ts";

/** Sentences that callers read. */
export const DELIVERY_RULES = {
  orderCancelled: "the order was cancelled: nothing of it is delivered",
  nothingOrdered: "an order without products has nothing to deliver",
  notOrdered: "only what was ordered is delivered",
  once: "a product stands once in a part",
  tooMuch: (name: string, ordered: number, would: number) =>
    `never more is delivered than was ordered: ${ordered} of ${name} were ordered, and ${would} would be planned and delivered`,
  nothingLeft: "all that was ordered is planned or delivered already",
  mostParts: `a delivery has at most ${MOST_PARTS} parts`,
  cancelled: "the delivery was cancelled with its order",
  partDone: "the part was delivered already",
  partCancelled: "the part was cancelled",
  future: "a part is recorded once it was delivered, not before",
  unitPerSerial: "a part has no more serial numbers of a product than units",
  serialTwice: "a serial number stands for one unit",
  mostSerials: `a part takes at most ${MOST_SERIALS} serial numbers: divide it`,
  undoWin: "the win of an order of which something was delivered cannot be undone",
} as const;

/**
 * The state machine of a part: planned → done | cancelled, and nothing after that; nothing at all once the order is cancelled.
 * @throws Problem conflict, not-found when there is no such part
 */
export function plannedPart({ id, status, parts }: Delivery, number: number): Part {
  const part = parts.find((one) => one.number === number);
  if (part === undefined) throw notFound("part", `${number} of the delivery ${id}`);
  if (status === "cancelled") throw conflict(DELIVERY_RULES.cancelled);
  switch (part.status) {
    case "planned":
      return part;
    case "done":
      throw conflict(DELIVERY_RULES.partDone);
    case "cancelled":
      throw conflict(DELIVERY_RULES.partCancelled);
    default:
      return part.status satisfies never;
  }
}

/**
 * Requires that each serial number of a part stands for one of its units.
 * @throws Problem rule-broken
 */
export function checkSerials(
  lines: readonly { quantity: number; serialNumbers?: readonly string[] | undefined }[],
): void {
  for (const [index, { quantity, serialNumbers = [] }] of lines.entries()) {
    const pointer = `/lines/${index}/serialNumbers`;
    if (serialNumbers.length > quantity) throw ruleBroken(DELIVERY_RULES.unitPerSerial, pointer);
    if (new Set(serialNumbers.map(normalizedSerial)).size < serialNumbers.length)
      throw ruleBroken(DELIVERY_RULES.serialTwice, pointer);
  }
  const all = lines.flatMap(({ serialNumbers = [] }) => serialNumbers);
  if (all.length > MOST_SERIALS) throw ruleBroken(DELIVERY_RULES.mostSerials, "/lines");
}
