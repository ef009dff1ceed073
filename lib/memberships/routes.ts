import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { historyRoute } from "../resource/history.ts";
import { changeable } from "./change.ts";
import { exampleJoined, exampleMembership, exampleMembershipInput, exampleStatement } from "./example.ts";
import { membershipInput } from "./membership.ts";
import { membershipAnswer } from "./shown.ts";
import { LEDGERS, statementEntry } from "./statement.ts";
import { tierKey } from "./tiers.ts";

const ofCustomer = z.strictObject({ customerId: idOf("customer") });
const read = { resource: "membership", action: "read" } as const;
const { id: _, ...history } = historyRoute("membership", "memberships", idOf("membership"));

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
  history: {
    ...history,
    id: "membership.history",
    path: "/memberships/{customerId}/history",
    params: ofCustomer,
  },
});
