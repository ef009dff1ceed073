import * as z from "zod";
import { derivedId } from "../ids/derived.ts";
import { takeClaim } from "../table/claim.ts";
import type { Claim } from "../table/entity.ts";
import type { Write } from "../table/write.ts";

/** A serial number as it is written on the unit; typed with a Chinese keyboard or not. */
export const serialNumber = z
  .string()
  .overwrite((typed) => typed.normalize("NFKC").trim())
  .min(1, { error: "must not be empty" })
  .max(60, { error: "must have at most 60 characters" })
  .regex(/^[\x20-\x7e]*$/, { error: "must be letters, digits and signs as on a keyboard" })
  .meta({ examples: ["HP8-2611-00042"] });

/** A serial number as it is compared: whatever its case and spacing. */
export function normalizedSerial(serial: string): string {
  return serial.normalize("NFKC").replaceAll(/\s+/g, "").toUpperCase();
}

/** Whether two serial numbers are the same, as people write them. */
export function isSerial(one: string | undefined, other: string): boolean {
  return one !== undefined && normalizedSerial(one) === normalizedSerial(other);
}

/** A unit of a product is known by its serial number once (DOMAIN §9). */
export function serialClaim(productId: string, serial: string, pointer: string): Claim {
  return { value: `serialNumber:${productId}:${normalizedSerial(serial)}`, pointer };
}

/** Which units of a delivery a card is for. */
interface Units {
  readonly deliveryId: string;
  readonly part: number;
  readonly productId: string;
  /** None for the units without one, which share a card. */
  readonly serialNumber?: string | undefined;
  /** When the part was recorded as done. */
  readonly completedAt: string;
}

/** The id of the card that is opened for units of a delivery: the same however often it is asked for. */
export function cardIdOf({ deliveryId, part, productId, serialNumber = "", completedAt }: Units): string {
  const serial = normalizedSerial(serialNumber);
  return derivedId("service-card", new Date(completedAt), deliveryId, String(part), productId, serial);
}

/**
 * Takes a serial number for the card that will be opened for it, in the transaction that records its delivery: a number
 * that another card has is refused there, naming that card.
 */
export function reserveSerial(units: Units & { readonly serialNumber: string }, pointer: string): Write {
  const { productId, serialNumber: serial } = units;
  return takeClaim("service-card", cardIdOf(units), serialClaim(productId, serial, pointer));
}
