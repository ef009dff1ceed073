import { customerMoved } from "../../events/customer.ts";
import { reaction } from "../../lib/bus/react.ts";
import { followCustomer } from "../../lib/customers/follow.ts";
import { followers } from "../../lib/followers.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = reaction<(typeof customerMoved)[number]["detail"]>(customerMoved, ({ customerId }) =>
  followCustomer(customerId, followers, now()),
);
