import { customerCreated, customerTypeChanged } from "../../events/customer.ts";
import { occurrence } from "../../events/event.ts";
import { defineNoun } from "../projections/define.ts";
import { customers } from "./customer.ts";

export const customerNoun = defineNoun(customers, {
  announce: (was, is) => [
    ...(was === undefined ? [occurrence(customerCreated, { customerId: is.id, ownerId: is.ownerId })] : []),
    ...(was !== undefined && was.type !== is.type
      ? [occurrence(customerTypeChanged, { customerId: is.id, from: was.type, to: is.type })]
      : []),
  ],
  timeline: (was, is) => [
    ...(was === undefined
      ? [{ customerId: is.id, kind: "customer.created", title: `${is.number} was created` }]
      : []),
    ...(was !== undefined && was.type !== is.type
      ? [
          {
            customerId: is.id,
            kind: "customer.type-changed",
            title: `became ${is.type}`,
            data: { from: was.type, to: is.type },
          },
        ]
      : []),
  ],
});
