import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import { CLIENT_ERRORS, SERVER_ERRORS } from "../../lib/metrics/service.ts";
import { triggeredBy } from "../constructs/triggered.ts";
import { ofEach } from "./aws.ts";
import type { Graph } from "./board.ts";
import { highest, toldBy } from "./highest.ts";
import type { Sight } from "./lines.ts";

/** What each area of the API is asked, and refuses. */
export function requestsByArea(sight: Sight): Graph[] {
  const { stage, functions } = sight;
  return [
    {
      title: "Requests by area, the ten with the most",
      unit: "requests",
      lines: [highest(ofEach(stage, triggeredBy(functions, "http"), "Invocations"), "SUM")],
      says: "One that jumps alone is often a caller in a loop: the access log of the API says by which route.",
    },
    { title: "4xx by area", unit: "requests", lines: [toldBy(sight, CLIENT_ERRORS)] },
    { title: "5xx by area", unit: "requests", lines: [toldBy(sight, SERVER_ERRORS)] },
  ];
}

const SLOW: readonly (readonly [percent: number, says: string])[] = [
  [
    50,
    "What every other request takes at most. When one area's rises, its work has grown: see which of its routes, in its log.",
  ],
  [
    90,
    "Where people begin to wait. When it rises with the number of requests, see how many run and what the table says.",
  ],
  [
    99,
    "The slowest: cold starts, and people who have very many records. When it stays, follow one such request in its trace.",
  ],
];

/** How long each area of the API takes. */
export function timeByArea({ stage, functions }: Sight): Graph[] {
  return SLOW.map(([percent, says]) => ({
    title: `p${percent} by area, the ten slowest`,
    unit: "ms",
    lines: [
      highest(ofEach(stage, triggeredBy(functions, "http"), "Duration", Stats.percentile(percent)), "MAX"),
    ],
    says,
  }));
}
