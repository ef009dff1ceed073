import { careConsentWithdrawn } from "../../events/care.ts";
import { reaction } from "../../lib/bus/react.ts";
import { withdrawCareMails } from "../../lib/care/withdraw.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = reaction([careConsentWithdrawn], ({ customerId, contactId }) =>
  withdrawCareMails(customerId, contactId, now()),
);
