import { careRuleSwitched, careRunAdvanced, customerCaredFor } from "../../events/care.ts";
import { occurrence } from "../../events/event.ts";
import { defineNoun } from "../projections/define.ts";
import type { Noun, TimelineLine } from "../projections/noun.ts";
import { type CareMail, careMails } from "./care-mail.ts";
import { careRules } from "./rule.ts";
import { careRuns } from "./run.ts";

const careMailNoun = defineNoun(careMails, {
  announce: (was, { id: careMailId, ruleId, occasion, customerId, contactId, status, reason, taskId }) =>
    was === undefined
      ? [
          occurrence(customerCaredFor, {
            careMailId,
            ruleId,
            occasion,
            customerId,
            contactId,
            status,
            reason,
            taskId,
          }),
        ]
      : [],
  timeline: (was, is) => (was?.status === is.status ? [] : lineOf(is)),
});

/** What the customer's timeline says: what was done, and what came of it where that is not what was meant. */
function lineOf({ customerId, status, ruleId, occasion, recipientName, why }: CareMail): TimelineLine[] {
  const line = (kind: string, title: string): TimelineLine[] => [
    { customerId, kind: `care.${kind}`, title, data: { ruleId, occasion, why } },
  ];
  switch (status) {
    case "sent":
      return line("sent", `${recipientName} was sent a ${occasion} mail`);
    case "held":
    case "suppressed":
      return line(status, `a ${occasion} mail to ${recipientName} was held back: ${why ?? "they want none"}`);
    case "bounced":
    case "complained":
    case "failed":
    case "cancelled":
      return line(status, `a ${occasion} mail to ${recipientName} ${status}`);
    case "task":
    case "queued":
    case "sending":
    case "delivered":
      return [];
    default:
      return status satisfies never;
  }
}

const careRunNoun = defineNoun(careRuns, {
  announce: (_, { id: careRunId, status, version: round }) =>
    status === "running" ? [occurrence(careRunAdvanced, { careRunId, round })] : [],
});

const careRuleNoun = defineNoun(careRules, {
  announce: (was, { id: ruleId, on }) =>
    (was?.on ?? false) === on ? [] : [occurrence(careRuleSwitched, { ruleId, on })],
});

/** What caring consists of. */
export const careNouns: readonly Noun[] = [
  careRuleNoun,
  // How far a run is changes many times a minute, and is nobody's history.
  { ...careRunNoun, history: false },
  careMailNoun,
];
