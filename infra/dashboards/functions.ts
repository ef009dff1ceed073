import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import { COLD_START } from "../../lib/metrics/service.ts";
import { ofEach } from "./aws.ts";
import type { Graph } from "./board.ts";
import { highest, shareOfTimeout } from "./highest.ts";
import { type Sight, told } from "./lines.ts";

/** Which functions fail, and which soon will. */
export function failures(sight: Sight): Graph[] {
  const { stage, functions } = sight;
  return [
    {
      title: "Errors by function",
      unit: "runs",
      lines: [highest(ofEach(stage, functions, "Errors"), "SUM")],
      says: "Runs that threw, died or ran out of time. The function's alarm says who suffers, the lines of its log with level ERROR say why. What nobody waits for is tried again, and ends as a dead letter.",
    },
    {
      title: "Throttles by function",
      unit: "runs",
      lines: [highest(ofEach(stage, functions, "Throttles"), "SUM")],
      says: "Runs that Lambda refused as too many ran at once. Find the function that takes it all below, or ask AWS for a higher limit.",
    },
    {
      title: "Longest run against its timeout",
      unit: "% of the timeout",
      lines: shareOfTimeout(sight),
      limits: [{ value: 100, label: "killed" }],
      says: "At 80 % the next busy day kills it: give the function more memory or time, or less to do in one run.",
    },
  ];
}

/** How many functions run, and begin. */
export function processes({ stage, functions }: Sight): Graph[] {
  const lasted = (label: string, statistic: string) => told(stage, COLD_START, { label, statistic });
  return [
    {
      title: "At the same time, the ten functions with the most",
      unit: "processes",
      lines: [highest(ofEach(stage, functions, "ConcurrentExecutions", Stats.MAXIMUM), "MAX")],
      says: "Lambda throttles where all together reach the limit of the account, 1,000 unless AWS set another. One that grows without more requests waits for something: see how long it takes.",
    },
    {
      title: "Cold starts",
      unit: "processes",
      lines: [lasted("Cold starts", Stats.SAMPLE_COUNT)],
    },
    {
      title: "How long cold starts take",
      unit: "ms",
      lines: [50, 90, 99].map((percent) => lasted(`p${percent}`, Stats.percentile(percent))),
    },
  ];
}
