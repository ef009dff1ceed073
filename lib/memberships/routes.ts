import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { changeable } from "./change.ts";
import { endAnswer, ending } from "./end.ts";
import {
  exampleEnd,
  exampleEnding,
  exampleJoined,
  exampleMembership,
  exampleMembershipInput,
  exampleRedeeming,
  exampleRedemption,
  exampleRefund,
  exampleRefunding,
  exampleSpend,
  exampleSpending,
  exampleStatement,
  exampleToppingUp,
  exampleTopUp,
} from "./example.ts";
import { membershipInput } from "./membership.ts";
import { refunding } from "./refund.ts";
import { membershipAnswer } from "./shown.ts";
import { spending } from "./spend.ts";
import { LEDGERS, statementEntry } from "./statement.ts";
import { tierKey } from "./tiers.ts";
import { redeeming, toppingUp } from "./top-up.ts";
import { movementAnswer, redemptionAnswer, refundAnswer, spendAnswer, topUpAnswer } from "./verbs.ts";

const ofCustomer = z.strictObject({ customerId: idOf("customer") });
const read = { resource: "membership", action: "read" } as const;
const { id: _, ...history } = historyRoute("membership", "memberships", idOf("membership"));

/** What every route has that moves money or points. */
const moves = {
  method: "POST",
  access: { resource: "membership", action: "update" },
  params: ofCustomer,
  idempotencyKey: "required",
  budget: { calls: 2 },
  problems: ["rule-broken", "stale-version", "too-many-attempts"],
} as const;

export const membershipRoutes = defineRoutes({
  join: {
    id: "membership.join",
    method: "POST",
    path: "/memberships",
    summary: "Make a customer a member, also one who was a member before",
    access: { resource: "membership", action: "create" },
    body: membershipInput,
    response: membershipAnswer,
    status: 201,
    locatedBy: "customerId",
    budget: {
      calls: 4,
      because: "the customer, the member's number, and the write; once more for whoever was a member before",
    },
    problems: ["unknown-reference", "rule-broken", "already-exists"],
    example: { body: exampleMembershipInput, response: exampleJoined },
  },
  list: {
    id: "membership.list",
    method: "GET",
    path: "/memberships",
    summary: "List memberships, newest first, e.g. of a tier; or find a member by phone or number",
    access: read,
    query: z.strictObject({
      ...paging,
      tier: tierKey.optional(),
      number: z.string().min(1).max(60).optional(),
      phone: z
        .string()
        .min(1)
        .max(40)
        .optional()
        .meta({ description: "Of the customer, or of one of its contacts" }),
    }),
    response: pageOf(membershipAnswer),
    budget: {
      calls: 3,
      because: "a list of each year until the page is full; a phone leads to customers, and these to members",
    },
    problems: ["invalid-request"],
    example: { response: { items: [exampleMembership], nextCursor: null } },
  },
  read: {
    id: "membership.read",
    method: "GET",
    path: "/memberships/{customerId}",
    summary: "Read a customer's membership: tier, what it gives, what is missing to the next, and balances",
    access: read,
    params: ofCustomer,
    response: membershipAnswer,
    budget: { calls: 1 },
    example: { response: exampleMembership },
  },
  update: {
    id: "membership.update",
    method: "PATCH",
    path: "/memberships/{customerId}",
    summary:
      "Correct what is said of a membership (JSON Merge Patch); balances and tier follow from movements",
    access: { resource: "membership", action: "update" },
    params: ofCustomer,
    body: patchOf(changeable),
    response: membershipAnswer,
    budget: { calls: 2 },
    problems: ["rule-broken", "already-exists", "stale-version"],
    example: { body: { note: "喜欢周末到店" }, response: { ...exampleMembership, note: "喜欢周末到店" } },
  },
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
  entries: {
    id: "membership.entries",
    method: "GET",
    path: "/memberships/{customerId}/entries",
    summary:
      "Read the statement of stored value or of points, newest first, each line with the balance after it; that of a former member too",
    access: read,
    params: ofCustomer,
    query: z.strictObject({ ...paging, ledger: z.enum(LEDGERS) }),
    response: pageOf(statementEntry),
    budget: { calls: 2, because: "the membership is read too, to see whether the caller may" },
    example: { response: exampleStatement },
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
  history: {
    ...history,
    id: "membership.history",
    path: "/memberships/{customerId}/history",
    params: ofCustomer,
  },
});
