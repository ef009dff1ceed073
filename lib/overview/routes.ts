import * as z from "zod";
import { exampleActivity } from "../activities/example.ts";
import { exampleContact } from "../contacts/example.ts";
import { exampleCustomer } from "../customers/example.ts";
import { exampleDelivery } from "../deliveries/example.ts";
import { exampleFollowUp } from "../follow-ups/example.ts";
import { pageOf, paging } from "../http/paging.ts";
import { defineRoutes } from "../http/route.ts";
import { idOf } from "../ids/id.ts";
import { exampleMembership } from "../memberships/example.ts";
import { exampleOpportunity } from "../opportunities/example.ts";
import { exampleOrder } from "../orders/example.ts";
import { exampleServiceCard } from "../service-cards/example.ts";
import { exampleRequest } from "../service-requests/example.ts";
import { exampleTask } from "../tasks/example.ts";
import { overviewAnswer } from "./answer.ts";
import { timelineLine } from "./timeline.ts";

const id = z.strictObject({ id: idOf("customer") });

const exampleTimeline = {
  items: [
    {
      at: "2026-11-20T02:00:00.000Z",
      by: exampleCustomer.createdBy,
      kind: "customer.created",
      title: `${exampleCustomer.number} was created`,
      recordType: "customer",
      recordId: exampleCustomer.id,
    },
  ],
  nextCursor: null,
};

/** The 360° view of a customer; part of the area `customers`. */
export const overviewRoutes = defineRoutes({
  overview: {
    id: "customer.overview",
    method: "GET",
    path: "/customers/{id}/overview",
    summary:
      "Read everything about a customer: profile, contacts, what is open, purchases, and the timeline's beginning",
    description:
      "Records that the caller may not read are left out. `timeline.nextCursor` goes on at `/customers/{id}/timeline`.",
    access: { resource: "customer", action: "read" },
    params: id,
    response: overviewAnswer,
    budget: { calls: 1 },
    example: {
      response: {
        customer: exampleCustomer,
        contacts: [exampleContact],
        opportunities: [exampleOpportunity],
        purchases: { count: 3, amount: { amount: 128_400_00, currency: "CNY" } },
        value: { class: "A", dormant: false, revenue: { amount: 128_400_00, currency: "CNY" } },
        membership: exampleMembership,
        orders: [exampleOrder],
        deliveries: [exampleDelivery],
        serviceCards: [exampleServiceCard],
        serviceRequests: [exampleRequest],
        followUps: [exampleFollowUp],
        tasks: [exampleTask],
        activities: [exampleActivity],
        timeline: exampleTimeline,
      },
    },
  },
  timeline: {
    id: "customer.timeline",
    method: "GET",
    path: "/customers/{id}/timeline",
    summary: "Read what happened with a customer, newest first",
    description: "Lines about records that the caller may not read are left out.",
    access: { resource: "customer", action: "read" },
    params: id,
    query: z.strictObject(paging),
    response: pageOf(timelineLine),
    budget: { calls: 2, because: "the customer is read too, to see whether the caller may" },
    example: { response: exampleTimeline },
  },
});
