import { defineNoun } from "../projections/define.ts";
import type { TimelineLine } from "../projections/noun.ts";
import { contacts } from "./contact.ts";

export const contactNoun = defineNoun(contacts, {
  timeline: (was, { customerId, name, deletedAt }): TimelineLine[] => {
    if (deletedAt !== undefined)
      return [{ customerId, kind: "contact.removed", title: `${name} is no longer a contact` }];
    return was === undefined ? [{ customerId, kind: "contact.added", title: `${name} is a contact` }] : [];
  },
});
