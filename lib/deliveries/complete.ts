import * as z from "zod";
import { person } from "../access/directory.ts";
import { type Context, stampOf } from "../http/context.ts";
import { idOf } from "../ids/id.ts";
import { MOST_LINES } from "../opportunities/line.ts";
import { delivered } from "../orders/delivery.ts";
import { conflict, ruleBroken } from "../problem/problem.ts";
import { decideOn } from "../resource/decide.ts";
import { unknownReference } from "../resource/reference.ts";
import { readToChange } from "../resource/verbs.ts";
import { reserveSerial } from "../service-cards/serial.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { nextVersion } from "../table/record.ts";
import type { Change, Write } from "../table/write.ts";
import { text } from "../text/text.ts";
import { calendarDate } from "../time/calendar.ts";
import { dateIn } from "../time/zone.ts";
import type { PartPath } from "./change.ts";
import { type Delivery, deliveredLineInput, deliveries, type Part } from "./delivery.ts";
import { isAllDelivered, linesFor } from "./quantities.ts";
import { checkSerials, DELIVERY_RULES, plannedPart } from "./rules.ts";

/** What was delivered (DOMAIN §8). */
export const completion = z.strictObject({
  /** Today unless told. */
  deliveredOn: calendarDate.optional(),
  /** The caller unless told. */
  deliveredBy: idOf("user").optional(),
  receivedBy: text(100).optional(),
  note: text(1000).optional(),
  /** As planned unless told; less than planned leaves the rest to be planned anew. */
  lines: z.array(deliveredLineInput).min(1).max(MOST_LINES).optional(),
});
export type Completion = z.infer<typeof completion>;

/**
 * Records that a part of a delivery is done; its service cards are opened by themselves. Two calls.
 * @throws Problem conflict when the part is planned no more or its order was cancelled, rule-broken when more would be
 * delivered than was ordered, already-exists naming the service card that has a serial number
 */
export async function completePart(
  { id, number }: PartPath,
  body: Completion,
  context: Context,
): Promise<Change<Delivery>> {
  const { timeZone } = await setting(company);
  const today = dateIn(context.now, timeZone);
  const { deliveredOn = today, deliveredBy = context.caller.userId } = body;
  if (deliveredOn > today) throw ruleBroken(DELIVERY_RULES.future, "/deliveredOn");
  checkSerials(body.lines ?? []);
  const [read] = await Promise.all([readToChange(deliveries, id, context), checkPerson(deliveredBy)]);
  return decideOn(deliveries, read, "update", context, (record) => {
    const planned = plannedPart(record, number);
    const others = record.parts.filter((other) => other !== planned);
    const done: Part = {
      ...planned,
      lines: linesFor(record.ordered, others, body.lines ?? planned.lines),
      note: body.note ?? planned.note,
      status: "done",
      deliveredOn,
      deliveredBy,
      receivedBy: body.receivedBy,
      completedAt: context.now.toISOString(),
    };
    const parts = record.parts.map((other) => (other === planned ? done : other));
    const next = nextVersion(record, { parts, ...standingOf(record, parts) }, stampOf(context));
    return { next, besides: [orderOf(record, next, context), ...reservations(next, done)] };
  });
}

function standingOf({ ordered }: Delivery, parts: readonly Part[]): Partial<Delivery> {
  if (!isAllDelivered(ordered, parts)) return {};
  const days = parts.flatMap(({ deliveredOn }) => (deliveredOn === undefined ? [] : [deliveredOn]));
  return { status: "delivered", deliveredOn: days.sort().at(-1) };
}

/** The order stands, inside the transaction, and says how far it is delivered. */
function orderOf(was: Delivery, is: Delivery, context: Context): Write {
  const before = was.parts.some(({ status }) => status === "done") ? "partly" : "planned";
  const after = is.status === "delivered" ? "delivered" : "partly";
  return delivered(is.orderId, { before, after }, stampOf(context), () =>
    conflict(DELIVERY_RULES.orderCancelled),
  );
}

function reservations({ id }: Delivery, { number, lines, completedAt = "" }: Part): Write[] {
  return lines.flatMap(({ productId, serialNumbers = [] }, line) =>
    serialNumbers.map((serialNumber, index) =>
      reserveSerial(
        { deliveryId: id, part: number, productId, serialNumber, completedAt },
        `/lines/${line}/serialNumbers/${index}`,
      ),
    ),
  );
}

async function checkPerson(userId: string): Promise<void> {
  if ((await person(userId)) === undefined) throw unknownReference("user", userId, "/deliveredBy");
}
