import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { text } from "../text/text.ts";
import { instant } from "../time/calendar.ts";
import { catalogKey } from "./catalog.ts";

/** What a caller says of a service request (DOMAIN §9). */
export const requestInput = z.strictObject({
  /** Given by the configured numbering unless the caller brings one, e.g. from an older system. */
  number: text(60).optional(),
  /** Follows from the service card when one is named. An unknown caller has only a name and a phone. */
  customerId: idOf("customer").optional(),
  /** Who of the customer called: gets the mail that asks for satisfaction. */
  contactId: idOf("contact").optional(),
  callerName: text(100).optional(),
  callerPhone: text(40).optional(),
  serviceCardId: idOf("service-card").optional(),
  /** Follows from the service card when one is named. */
  productId: idOf("product").optional(),
  /** Keys of the setting `service-catalog`. */
  type: catalogKey,
  faultCategory: catalogKey.optional(),
  channel: catalogKey,
  subject: text(200),
  content: text(10_000).optional(),
  /** Now unless told; never in the future. */
  receivedAt: instant.optional(),
  /** Whether the call was answered. One that was not is kept as missed, to be called back. */
  answered: z.boolean().default(true),
  /** Given to somebody at once; that takes the right to assign. */
  technicianId: idOf("user").optional(),
  departmentId: idOf("department").optional(),
});
export type RequestInput = z.infer<typeof requestInput>;
