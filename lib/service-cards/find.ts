import { customersByPhone } from "../contacts/by-phone.ts";
import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { e164 } from "../phone/reachable.ts";
import { findIn, type Place } from "../resource/find.ts";
import type { ListRequest } from "../resource/verbs.ts";
import type { Page } from "../table/page.ts";
import { normalizedSerial } from "./serial.ts";
import { cardKey, type ServiceCard, serviceCards } from "./service-card.ts";

export interface CardQuery {
  readonly number?: string | undefined;
  readonly serialNumber?: string | undefined;
  /** Of the customer, or of one of its contacts. */
  readonly phone?: string | undefined;
  readonly customerId?: string | undefined;
  readonly productId?: string | undefined;
  readonly status?: ServiceCard["status"] | undefined;
}

/**
 * The service cards the caller may read that fit, newest first. One call a page; by phone two, and one for each customer
 * that it leads to.
 * @throws Problem invalid-request when the phone is no phone number
 */
export async function findServiceCards(
  wanted: CardQuery,
  request: Pick<ListRequest<ServiceCard>, "limit" | "cursor" | "asked">,
  context: Context,
): Promise<Page<ServiceCard>> {
  const callers =
    wanted.phone === undefined ? undefined : await customersByPhone(await e164(wanted.phone, "query/phone"));
  return findIn(
    serviceCards,
    placeOf(wanted, callers),
    { ...request, passes: (card) => fits(card, wanted, callers) },
    context,
  );
}

function placeOf(
  { number, serialNumber, customerId, productId }: CardQuery,
  callers: readonly string[] | undefined,
): Place | undefined {
  const named = (key: string): Place => ({ partitions: [{ index: "byName", key }] });
  if (number !== undefined) return named(cardKey.number(number));
  if (serialNumber !== undefined) return named(cardKey.serial(serialNumber));
  const ids = callers ?? (customerId === undefined ? undefined : [customerId]);
  if (ids !== undefined)
    return {
      partitions: ids.map((key) => ({ index: "byCustomer", key })),
      range: { prefix: groupPrefix("service-card") },
    };
  return productId === undefined ? undefined : named(cardKey.product(productId));
}

function fits(card: ServiceCard, wanted: CardQuery, callers: readonly string[] | undefined): boolean {
  const { number, serialNumber, customerId, productId, status } = wanted;
  return (
    (number === undefined || card.number === number) &&
    (serialNumber === undefined || hasSerial(card, serialNumber)) &&
    (callers === undefined || callers.includes(card.customerId)) &&
    (customerId === undefined || card.customerId === customerId) &&
    (productId === undefined || card.productId === productId) &&
    (status === undefined || card.status === status)
  );
}

function hasSerial({ serialNumber = "" }: ServiceCard, wanted: string): boolean {
  return normalizedSerial(serialNumber) === normalizedSerial(wanted);
}
