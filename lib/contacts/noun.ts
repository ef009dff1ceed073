import { careConsentWithdrawn, careNewcomer } from "../../events/care.ts";
import { occurrence } from "../../events/event.ts";
import { isNewcomer } from "../care/newcomer.ts";
import { defineNoun } from "../projections/define.ts";
import type { TimelineLine } from "../projections/noun.ts";
import { isWithdrawn } from "./consent.ts";
import { contacts } from "./contact.ts";

export const contactNoun = defineNoun(contacts, {
  announce: (was, is) => [
    ...(isWithdrawn(was, is)
      ? [occurrence(careConsentWithdrawn, { customerId: is.customerId, contactId: is.id })]
      : []),
    ...(isNewcomer(was, is)
      ? [occurrence(careNewcomer, { customerId: is.customerId, recordId: is.id })]
      : []),
  ],
  timeline: (was, { customerId, name, deletedAt }): TimelineLine[] => {
    if (deletedAt !== undefined)
      return [{ customerId, kind: "contact.removed", title: `${name} is no longer a contact` }];
    return was === undefined ? [{ customerId, kind: "contact.added", title: `${name} is a contact` }] : [];
  },
});
