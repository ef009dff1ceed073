import * as z from "zod";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { exampleClosed, exampleOpportunity } from "./example.ts";
import { opportunityAnswer } from "./opportunity.ts";
import { undoing } from "./undo-win.ts";
import { winInput } from "./win-deal.ts";

const id = z.strictObject({ id: idOf("opportunity") });
const { closedAt: _, ...exampleWon } = { ...exampleClosed, version: 2, status: "won" };

export const winRoutes = defineRoutes({
  win: {
    id: "opportunity.win",
    method: "POST",
    path: "/opportunities/{id}/win",
    summary:
      "Win an opportunity, with what was really sold: order, customer, commission and figures in one step",
    description:
      "Books, once for each win: the order, the customer's purchase and its type, a sale and the commission of each member of the team, the products sold. Reports follow within seconds.",
    access: { resource: "opportunity", action: "approve" },
    params: id,
    body: winInput.default({}),
    response: opportunityAnswer,
    budget: {
      calls: 4,
      because:
        "the order takes a number; a customer's first win, and bands of a month that has sales, are decided once more from what refused the guess",
    },
    problems: [
      "conflict",
      "stale-version",
      "rule-broken",
      "unknown-reference",
      "not-assignable",
      "foreign-currency",
    ],
    example: {
      body: {
        wonOn: "2026-12-04",
        lines: [
          {
            productId: exampleOpportunity.lines[0]?.productId,
            quantity: 12,
            unitPrice: { amount: 860_000, currency: "CNY" },
            discount: 500,
          },
        ],
        salesTeam: [
          { userId: exampleOpportunity.ownerId, share: 7_000 },
          { userId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4Y", share: 3_000 },
        ],
      },
      response: exampleWon,
    },
  },
  undoWin: {
    id: "opportunity.undo-win",
    method: "POST",
    path: "/opportunities/{id}/undo-win",
    summary: "Undo a win, with a reason: everything it booked is reversed by entries of their own",
    description:
      "The opportunity is executing again with the deal it had before, the order is cancelled, and the reports of the month in which it was booked return to what they were.",
    access: { resource: "opportunity", action: "approve" },
    params: id,
    body: undoing,
    response: opportunityAnswer,
    budget: {
      calls: 4,
      because:
        "when others won in the same month meanwhile, it is decided once more from what refused; a planned delivery is read then, and cancelled with its order",
    },
    problems: ["conflict", "stale-version"],
    example: {
      body: { reason: "The customer withdrew before delivery" },
      response: { ...exampleOpportunity, version: 3, winNumber: 1 },
    },
  },
});
