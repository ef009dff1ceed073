import * as z from "zod";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { endAnswer, ending } from "./end.ts";
import {
  exampleEnd,
  exampleEnding,
  exampleRedeeming,
  exampleRedemption,
  exampleRefund,
  exampleRefunding,
  exampleSpend,
  exampleSpending,
  exampleToppingUp,
  exampleTopUp,
} from "./example.ts";
import { refunding } from "./refund.ts";
import { spending } from "./spend.ts";
import { redeeming, toppingUp } from "./top-up.ts";
import { movementAnswer, redemptionAnswer, refundAnswer, spendAnswer, topUpAnswer } from "./verbs.ts";

const ofCustomer = z.strictObject({ customerId: idOf("customer") });
const read = { resource: "membership", action: "read" } as const;

/** What every route has that moves money or points. */
const moves = {
  method: "POST",
  access: { resource: "membership", action: "update" },
  params: ofCustomer,
  idempotencyKey: "required",
  budget: { calls: 2 },
  problems: ["rule-broken", "stale-version", "too-many-attempts"],
} as const;

/** What moves money or points. */
export const memberMoveRoutes = defineRoutes({
  spend: {
    ...moves,
    id: "membership.spend",
    path: "/memberships/{customerId}/spends",
    summary:
      "Report a purchase: pays with stored value and points, earns points, and raises the tier at once",
    description:
      "`amount` is what was to be paid after every discount; points are earned for what was not paid with points.",
    body: spending,
    response: spendAnswer,
    problems: [...moves.problems, "already-exists", "foreign-currency"],
    example: { body: exampleSpending, response: exampleSpend },
  },
  topUp: {
    ...moves,
    id: "membership.top-up",
    path: "/memberships/{customerId}/top-ups",
    summary: "Top stored value up, with its bonus",
    body: toppingUp,
    response: topUpAnswer,
    problems: [...moves.problems, "already-exists", "foreign-currency"],
    example: { body: exampleToppingUp, response: exampleTopUp },
  },
  refund: {
    ...moves,
    id: "membership.refund",
    path: "/memberships/{customerId}/refunds",
    summary:
      "Refund a purchase or a top-up, whole or in part: takes back what it earned, and a tier reached by it",
    body: refunding,
    response: refundAnswer,
    problems: [...moves.problems, "unknown-reference", "foreign-currency"],
    example: { body: exampleRefunding, response: exampleRefund },
  },
  redeem: {
    ...moves,
    id: "membership.redeem",
    path: "/memberships/{customerId}/point-redemptions",
    summary: "Give points for something, those that expire first, first",
    body: redeeming,
    response: redemptionAnswer,
    example: { body: exampleRedeeming, response: exampleRedemption },
  },
  end: {
    ...moves,
    id: "membership.end",
    path: "/memberships/{customerId}/end",
    summary: "End a membership: what was paid in is paid out, bonus and points go; the statement stays",
    description:
      "`paidOut` is exactly what is left of the customer's own money, as the answer to a first try without it says. The customer may join again.",
    access: { resource: "membership", action: "delete" },
    body: ending,
    response: endAnswer,
    problems: [...moves.problems, "foreign-currency"],
    example: { body: exampleEnding, response: exampleEnd },
  },
  movement: {
    id: "membership.movement",
    method: "GET",
    path: "/memberships/{customerId}/movements/{movementId}",
    summary: "Read a purchase or a top-up, with what was refunded of it",
    access: read,
    params: z.strictObject({ customerId: idOf("customer"), movementId: idOf("movement") }),
    response: movementAnswer,
    budget: { calls: 1 },
    example: { response: exampleRefund.of },
  },
});
