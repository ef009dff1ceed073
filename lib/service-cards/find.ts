import { customersByPhone } from "../contacts/by-phone.ts";
import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { e164 } from "../phone/reachable.ts";
import { findIn, type Place } from "../resource/find.ts";
import type { ListRequest } from "../resource/verbs.ts";
import type { Page } from "../table/page.ts";
import { query } from "../table/query.ts";
import { isSerial } from "./serial.ts";
import { cardKey, type ServiceCard, serviceCards } from "./service-card.ts";

/** Units of several products may have the same serial number; few have. */
const MOST_CARDS = 10;

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

/** How a card's number may be kept that somebody reads out or types: as they do, or in capitals. */
export function spellings(number: string): string[] {
  return [...new Set([number, number.normalize("NFKC").trim().toUpperCase()])];
}

/** The ids of the cards with a number or of units with a serial number, whoever may read them. One call each. */
export async function cardsNamed({
  number,
  serialNumber,
}: Pick<CardQuery, "number" | "serialNumber">): Promise<string[]> {
  const keys = [
    ...(number === undefined ? [] : spellings(number).map(cardKey.number)),
    ...(serialNumber === undefined ? [] : [cardKey.serial(serialNumber)]),
  ];
  const lists = await Promise.all(
    keys.map((key) => query({ index: "byName", key }, { order: "descending", limit: MOST_CARDS })),
  );
  return [...new Set(lists.flat().map(({ id }) => String(id)))];
}

function placeOf(
  { number, serialNumber, customerId, productId }: CardQuery,
  callers: readonly string[] | undefined,
): Place | undefined {
  const named = (key: string): Place => ({ partitions: [{ index: "byName", key }] });
  if (number !== undefined)
    return { partitions: spellings(number).map((one) => ({ index: "byName", key: cardKey.number(one) })) };
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
    (number === undefined || spellings(number).includes(card.number)) &&
    (serialNumber === undefined || isSerial(card.serialNumber, serialNumber)) &&
    (callers === undefined || callers.includes(card.customerId)) &&
    (customerId === undefined || card.customerId === customerId) &&
    (productId === undefined || card.productId === productId) &&
    (status === undefined || card.status === status)
  );
}
