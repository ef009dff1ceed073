import { type Occurrence, occurrence } from "../../events/event.ts";
import { serviceCardOpened, serviceCardRestored, serviceCardVoided } from "../../events/service-card.ts";
import { defineNoun } from "../projections/define.ts";
import type { TimelineLine } from "../projections/noun.ts";
import { type ServiceCard, serviceCards } from "./service-card.ts";

export const serviceCardNoun = defineNoun(serviceCards, { announce, timeline });

function announce(was: ServiceCard | undefined, is: ServiceCard): Occurrence[] {
  const { id: serviceCardId, customerId, productId, warrantyUntil, status } = is;
  const ids = { serviceCardId, customerId, productId };
  if (was === undefined) return [occurrence(serviceCardOpened, { ...ids, warrantyUntil })];
  if (was.status === status) return [];
  return [occurrence(status === "void" ? serviceCardVoided : serviceCardRestored, ids)];
}

function timeline(was: ServiceCard | undefined, is: ServiceCard): TimelineLine[] {
  const { customerId, number, productName, serialNumber, quantity, warrantyUntil, voidReason, status } = is;
  const line = (kind: string, title: string, data: Record<string, unknown> = {}): TimelineLine => ({
    customerId,
    kind: `service-card.${kind}`,
    title: `${number} ${title}`,
    data,
  });
  if (was === undefined)
    return [line("opened", `was opened for ${productName}`, { serialNumber, quantity, warrantyUntil })];
  if (was.status === status) return [];
  return status === "void"
    ? [line("voided", "was made void", { reason: voidReason })]
    : [line("restored", "is active again")];
}
