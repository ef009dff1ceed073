import * as z from "zod";
import { readerCopies } from "../access/readers.ts";
import { dayCopy, foundOn } from "../care/found-on.ts";
import { inCustomerView } from "../customers/view.ts";
import { idOf } from "../ids/id.ts";
import { defineEntity, type IndexKeys } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { text } from "../text/text.ts";
import { calendarDate, instant } from "../time/calendar.ts";
import { normalizedSerial, serialClaim, serialNumber } from "./serial.ts";
import { verdict } from "./warranty.ts";

export const CARD_STATUSES = ["active", "void"] as const;

/** What a caller says of a card for goods that were delivered elsewhere. */
export const serviceCardInput = z.strictObject({
  /** Given by the configured numbering unless the caller brings one, e.g. from an older system. */
  number: text(60).optional(),
  customerId: idOf("customer"),
  productId: idOf("product"),
  serialNumber: serialNumber.optional(),
  /** How many units the card is for: one when it has a serial number. */
  quantity: z.int().min(1, { error: "must be at least 1" }).max(20_000_000).default(1),
  deliveredOn: calendarDate,
  /** The product's own unless told; 0 is no warranty. */
  warrantyMonths: z.int().min(0).max(600).optional(),
  note: text(1000).optional(),
});
export type ServiceCardInput = z.infer<typeof serviceCardInput>;

/** A service card (服务卡, DOMAIN §9): units of a product that a customer has, and their warranty. */
export const serviceCard = z
  .object({
    ...recordFields,
    ...serviceCardInput.shape,
    id: idOf("service-card"),
    number: z.string(),
    customerName: z.string(),
    customerOwnerId: idOf("user").optional(),
    productName: z.string(),
    /** Of the delivery; of the customer when the goods were delivered elsewhere. */
    ownerId: idOf("user").optional(),
    departmentId: idOf("department").optional(),
    collaboratorIds: z.array(idOf("user")).optional(),
    warrantyMonths: z.int(),
    /** The last day, included; none without a warranty. */
    warrantyUntil: calendarDate.optional(),
    /** The delivery that opened it, and which of its parts. */
    deliveryId: idOf("delivery").optional(),
    partNumber: z.int().optional(),
    orderId: idOf("order").optional(),
    status: z.enum(CARD_STATUSES),
    voidReason: z.string().optional(),
    voidedAt: instant.optional(),
  })
  .meta({ id: "ServiceCard" });
export type ServiceCard = z.infer<typeof serviceCard>;

/** What callers are shown: the card, and whether its goods are under warranty today. */
export const serviceCardAnswer = serviceCard
  .omit({ claims: true, deletedAt: true, collaboratorIds: true })
  .extend({ warranty: verdict })
  .meta({ id: "ServiceCardAnswer" });

export const serviceCards = defineEntity({
  type: "service-card",
  schema: serviceCard,
  owner: ({ ownerId, departmentId }) => ({ ownerId, departmentId }),
  claims: ({ number, productId, serialNumber: serial }) => [
    { value: `number:${number}`, pointer: "/number" },
    ...(serial === undefined ? [] : [serialClaim(productId, serial, "/serialNumber")]),
  ],
  indexes: ({ id, number, customerId }) => ({
    ...inCustomerView(customerId, "service-card", id),
    ...foundBy(cardKey.number(number), id),
  }),
  copies: (record) => {
    const { id, productId, serialNumber: serial, status, warrantyUntil } = record;
    const bySerial =
      serial === undefined ? [] : [{ name: "serial", keys: foundBy(cardKey.serial(serial), id) }];
    const byProduct = { name: "product", keys: foundBy(cardKey.product(productId), id) };
    const byWarranty =
      status === "active" && warrantyUntil !== undefined
        ? [dayCopy("warranty", foundOn.warranty(warrantyUntil), id)]
        : [];
    return [...readerCopies("service-card", record), byProduct, ...bySerial, ...byWarranty];
  },
});

/** Where cards are found by number, by serial number and by product. */
export const cardKey = {
  number: (number: string) => `service-card#number#${number}`,
  serial: (serial: string) => `service-card#serial#${normalizedSerial(serial)}`,
  product: (productId: string) => `service-card#product#${productId}`,
} as const;

function foundBy(namePk: string, nameSk: string): IndexKeys {
  return { namePk, nameSk };
}
