import { customerClassChanged, customerDormant, valueRunAdvanced } from "../../events/customer-value.ts";
import { occurrence } from "../../events/event.ts";
import { defineNoun } from "../projections/define.ts";
import type { Noun } from "../projections/noun.ts";
import { customerValues } from "./customer-value.ts";
import { valueRuns } from "./run.ts";

export const customerValueNoun = defineNoun(customerValues, {
  announce: (was, { customerId, class: to, dormant, lastMonth }) => [
    ...(was?.class === to ? [] : [occurrence(customerClassChanged, { customerId, from: was?.class, to })]),
    ...(dormant && was?.dormant !== true ? [occurrence(customerDormant, { customerId, lastMonth })] : []),
  ],
  timeline: (was, { customerId, class: to, dormant, lastMonth, runId }) => [
    ...(was?.class === to
      ? []
      : [
          {
            customerId,
            kind: "customer.class-changed",
            title: to === undefined ? "is in no class any more" : `is class ${to}`,
            data: { from: was?.class, to, runId },
          },
        ]),
    ...(dormant && was?.dormant !== true
      ? [{ customerId, kind: "customer.dormant", title: "is dormant", data: { lastMonth, runId } }]
      : []),
  ],
});

/** A run goes on by what its own changes announce; it says itself how it went. */
export const valueRunNoun: Noun = {
  ...defineNoun(valueRuns, {
    announce: (_, { id, status, version }) =>
      status === "running" ? [occurrence(valueRunAdvanced, { runId: id, round: version })] : [],
  }),
  history: false,
};
