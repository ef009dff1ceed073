import { fresh, inDays } from "../../makers/deal.ts";
import { type Case, get, PAGE, post } from "./case.ts";

const enc = encodeURIComponent;

/** Deliveries and service cards. */
export const goodsCases: readonly Case[] = [
  ...get(({ deliveryId }) => `/deliveries/${deliveryId}`, "salesperson", "agent"),
  ...get(`/deliveries?${PAGE}`, "salesperson", "manager", "agent"),
  ...get(`/deliveries?${PAGE}&status=open`, "salesperson", "operations"),
  ...get(({ deliveryNumber }) => `/deliveries?${PAGE}&number=${deliveryNumber}`, "agent"),
  ...get(({ customerId }) => `/deliveries?${PAGE}&customerId=${customerId}`, "agent"),
  ...get(({ cardId }) => `/service-cards/${cardId}`, "technician", "agent", "salesperson"),
  ...get(`/service-cards?${PAGE}`, "salesperson", "manager", "agent"),
  ...get(({ cardNumber }) => `/service-cards?${PAGE}&number=${cardNumber}`, "agent"),
  ...get(({ serialNumber }) => `/service-cards?${PAGE}&serialNumber=${serialNumber}`, "agent", "technician"),
  ...get(({ customerId }) => `/service-cards?${PAGE}&customerId=${customerId}`, "agent", "technician"),
  ...get(({ phone }) => `/service-cards?${PAGE}&phone=${enc(phone)}`, "agent"),
  ...get((_, { productId }) => `/service-cards?${PAGE}&productId=${productId}`, "agent"),
];

export const goodsCommands: readonly Case[] = [
  post(
    () => "/deliveries",
    "salesperson",
    ({ orderId }) => ({ orderId, parts: [{ plannedOn: inDays(new Date(), 3) }] }),
  ),
  post(
    ({ plannedDeliveryId }) => `/deliveries/${plannedDeliveryId}/parts/1/complete`,
    "salesperson",
    () => ({ receivedBy: "仓库王工" }),
  ),
  post(
    () => "/service-cards",
    "agent",
    ({ customerId }, { productId }) => ({
      customerId,
      productId,
      serialNumber: fresh("HP9").replace(" ", "-"),
      deliveredOn: inDays(new Date(), -30),
    }),
  ),
];
