import { activities } from "./activities/activity.ts";
import { campaignMails } from "./campaigns/campaign-mail.ts";
import { careMails } from "./care/care-mail.ts";
import { complaints } from "./complaints/complaint.ts";
import { valueFollower } from "./customer-value/follow.ts";
import { type Follower, follower } from "./customers/follower.ts";
import { deliveries } from "./deliveries/delivery.ts";
import { followUps } from "./follow-ups/follow-up.ts";
import { memberships } from "./memberships/membership.ts";
import { opportunities } from "./opportunities/opportunity.ts";
import { orders } from "./orders/order.ts";
import { serviceCards } from "./service-cards/service-card.ts";
import { serviceRequests } from "./service-requests/service-request.ts";
import { surveys } from "./surveys/survey.ts";
import { tasks } from "./tasks/task.ts";

/** Every record type that carries its customer's name and owner. */
export const followers: readonly Follower[] = [
  follower(opportunities),
  follower(orders),
  follower(deliveries),
  follower(serviceCards),
  follower(followUps),
  follower(tasks),
  follower(activities, { name: false }),
  follower(surveys),
  follower(complaints),
  follower(serviceRequests),
  follower(memberships, { belongs: true }),
  follower(careMails),
  valueFollower,
  follower(campaignMails, { belongs: true }),
];
