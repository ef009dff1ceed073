import { conflict, ruleBroken } from "../problem/problem.ts";
import type { ServiceCard } from "./service-card.ts";

/** Sentences that callers read. */
export const CARD_RULES = {
  future: "a service card is opened once the goods were delivered",
  oneUnit: "a serial number stands for one unit: its card is for one",
  void: "a void service card takes no changes; restore it first",
  voidAlready: "the service card is void already",
  notVoid: "only a void service card can be restored; this one is active",
} as const;

/**
 * Refuses what no card can say.
 * @param today calendar date in the company's zone
 * @throws Problem rule-broken
 */
export function checkCard(
  { deliveredOn, serialNumber, quantity }: Pick<ServiceCard, "deliveredOn" | "serialNumber" | "quantity">,
  today: string,
): void {
  if (deliveredOn > today) throw ruleBroken(CARD_RULES.future, "/deliveredOn");
  if (serialNumber !== undefined && quantity !== 1) throw ruleBroken(CARD_RULES.oneUnit, "/quantity");
}

/** What can be asked of a card that depends on its status. */
export type CardAction = "change" | "void" | "restore";

/**
 * The state machine: active → void, and back.
 * @throws Problem conflict with the rule that forbids it
 */
export function allowed({ status }: Pick<ServiceCard, "status">, action: CardAction): void {
  switch (action) {
    case "change":
      if (status === "void") throw conflict(CARD_RULES.void);
      return;
    case "void":
      if (status === "void") throw conflict(CARD_RULES.voidAlready);
      return;
    case "restore":
      if (status !== "void") throw conflict(CARD_RULES.notVoid);
      return;
    default:
      action satisfies never;
  }
}
