import { deliveryPartCompleted } from "../../events/delivery.ts";
import { reaction } from "../../lib/bus/react.ts";
import { openServiceCards } from "../../lib/service-cards/open.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = reaction([deliveryPartCompleted], ({ deliveryId, part }) =>
  openServiceCards(deliveryId, part, now()),
);
