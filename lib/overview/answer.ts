import * as z from "zod";
import { activityAnswer } from "../activities/activity.ts";
import { contactAnswer } from "../contacts/contact.ts";
import { valueInOverview } from "../customer-value/read.ts";
import { customerAnswer } from "../customers/customer.ts";
import { deliveryAnswer } from "../deliveries/delivery.ts";
import { followUpAnswer } from "../follow-ups/follow-up.ts";
import { pageOf } from "../http/paging.ts";
import { membershipAnswer } from "../memberships/shown.ts";
import { money } from "../money/money.ts";
import { opportunityAnswer } from "../opportunities/opportunity.ts";
import { orderAnswer } from "../orders/order.ts";
import { serviceCardAnswer } from "../service-cards/service-card.ts";
import { serviceRequestAnswer } from "../service-requests/service-request.ts";
import { taskAnswer } from "../tasks/task.ts";
import { timelineLine } from "./timeline.ts";

/** Everything about a customer (DOMAIN §3). */
export const overviewAnswer = z
  .object({
    customer: customerAnswer,
    contacts: z.array(contactAnswer),
    opportunities: z.array(opportunityAnswer).meta({ description: "Executing ones" }),
    purchases: z
      .object({ count: z.int(), amount: money })
      .nullable()
      .meta({ description: "What it bought so far; null for those who do not read its orders" }),
    value: valueInOverview.nullable().meta({
      description: "As of the last run; null before it, and for those whose reports do not reach it",
    }),
    membership: membershipAnswer
      .nullable()
      .meta({ description: "Its tier and balances; null for no member, and for those who read none" }),
    orders: z.array(orderAnswer).meta({ description: "The latest" }),
    deliveries: z.array(deliveryAnswer).meta({ description: "Open ones" }),
    serviceCards: z.array(serviceCardAnswer).meta({ description: "The latest, each with its warranty" }),
    serviceRequests: z.array(serviceRequestAnswer).meta({ description: "Open ones" }),
    followUps: z.array(followUpAnswer).meta({ description: "Planned ones" }),
    tasks: z.array(taskAnswer).meta({ description: "Open ones" }),
    activities: z.array(activityAnswer).meta({ description: "The latest" }),
    timeline: pageOf(timelineLine),
  })
  .meta({ id: "CustomerOverview" });
export type Overview = z.input<typeof overviewAnswer>;
