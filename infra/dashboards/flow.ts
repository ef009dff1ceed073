import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import { CHANGES_FAILED, EVENTS_ANNOUNCED } from "../../lib/metrics/flow.ts";
import { depthOf } from "../constructs/metrics.ts";
import { triggeredBy } from "../constructs/triggered.ts";
import { ageOf, ofEach, ofRule } from "./aws.ts";
import type { Board, Graph } from "./board.ts";
import { highest, toldBy } from "./highest.ts";
import { line, type Sight, told } from "./lines.ts";
import { schedules } from "./schedules.ts";

/** Whether everything follows that ought to follow from a write. */
export function flow(sight: Sight): Board {
  return {
    name: "flow",
    asks: "Does everything follow that ought to follow from a write?",
    hours: 12,
    sections: [
      { title: "From the table", runbook: "stream-behind", graphs: stream(sight) },
      { title: "Over the bus", runbook: "dead-letters", graphs: bus(sight) },
      { title: "At its time", runbook: "schedules-dropped", graphs: schedules(sight) },
      { title: "What was given up", runbook: "dead-letters", graphs: deadLetters(sight) },
    ],
  };
}

function stream(sight: Sight): Graph[] {
  const { stage } = sight;
  const readers = triggeredBy(sight.functions, "stream");
  const each = (metricName: string, statistic: string, what: string) =>
    ofEach(stage, readers, metricName, statistic).map((metric) => line(`${metric.label}${what}`, metric));
  return [
    {
      title: "How far behind the table",
      unit: "ms",
      lines: each("IteratorAge", Stats.MAXIMUM, ""),
      limits: [{ value: 60_000, label: "alarm" }],
      says: "Reports, histories, mails and reminders are late by as much. After an import it falls by itself. When batches fail beside it, the log of that function says which record stands in the way.",
    },
    {
      title: "Changes that failed",
      unit: "changes, or batches",
      lines: [toldBy(sight, CHANGES_FAILED), ...each("Errors", Stats.SUM, ": whole batches")],
      says: "Whole batches fail when a function dies or runs out of time: it is given half of them, and half again, until the one is found.",
    },
    { title: "Events announced", unit: "events", lines: [told(stage, EVENTS_ANNOUNCED)] },
  ];
}

function bus({ stage, functions }: Sight): Graph[] {
  const rules = [...triggeredBy(functions, "bus"), ...triggeredBy(functions, "aws")];
  const byRule = (metricName: string, label = "") =>
    highest(
      rules.map((rule) => ofRule(stage, rule, metricName)),
      "SUM",
      { label },
    );
  return [
    {
      title: "Deliveries by who reacts",
      unit: "events",
      lines: [byRule("Invocations")],
      says: "None of any while events are announced: the bus or its rules are gone; deploy again.",
    },
    {
      title: "Deliveries that failed",
      unit: "events",
      lines: [byRule("FailedInvocations")],
      says: "Events that could not be handed to a function at all: it may not be called, or is throttled. What a function fails on by itself is among the errors of the dashboard service.",
    },
    {
      title: "Events put aside",
      unit: "events",
      lines: [byRule("InvocationsSentToDlq"), byRule("InvocationsFailedToBeSentToDlq", "lost:")],
      says: "They lie among the dead letters of who should have reacted, and wait for a redrive. One that could not even be put aside (lost) is kept by the bus' archive: replay that hour to its rule.",
    },
  ];
}

function deadLetters({ stage, functions }: Sight): Graph[] {
  const owners = [
    ...functions.filter(({ trigger }) => trigger.kind !== "http").map(({ name }) => name),
    "one-time-schedules",
  ];
  return [
    {
      title: "Dead letters by queue",
      unit: "messages",
      lines: [
        highest(
          owners.map((owner) => depthOf(stage, owner).with({ label: owner })),
          "MAX",
        ),
      ],
      says: "Given up after every retry; any is one too many: read one, mend its reason, then redrive them. Nothing is done twice by that.",
    },
    {
      title: "The oldest of each queue",
      unit: "days",
      lines: [
        highest(
          owners.map((owner) => ageOf(stage, owner).with({ label: owner })),
          "MAX",
          { per: 86_400 },
        ),
      ],
      limits: [{ value: 14, label: "lost" }],
      says: "After 14 days SQS throws them away. Changes of the table (`stream-…`) can be redriven for a day only; later, reconcile the totals.",
    },
  ];
}
