import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import { ofApi } from "../constructs/metrics.ts";
import { requestsByArea, timeByArea } from "./areas.ts";
import type { Board, Graph } from "./board.ts";
import { failures, processes } from "./functions.ts";
import { line, type Sight } from "./lines.ts";
import { table } from "./table.ts";

/** Whether people can work, and how fast they are answered. */
export function service(sight: Sight): Board {
  return {
    name: "service",
    asks: "Can people work, and how fast are they answered?",
    hours: 6,
    sections: [
      { title: "What callers get", runbook: "requests-failing", graphs: atTheDoor(sight) },
      { title: "What the areas of the API are asked, and refuse", graphs: requestsByArea(sight) },
      { title: "How long the areas take", graphs: timeByArea(sight) },
      { title: "Which functions fail", runbook: "requests-failing", graphs: failures(sight) },
      { title: "How many run", graphs: processes(sight) },
      { title: "How the table bears it", graphs: table(sight) },
    ],
  };
}

function atTheDoor({ apiId }: Sight): Graph[] {
  return [
    {
      title: "Requests",
      unit: "requests",
      lines: [line("Requests", ofApi(apiId, "Count"))],
      says: "All that reached the API, refused ones too. None while people work: nobody gets through; look at the domain and its certificate before the functions.",
    },
    {
      title: "Time to answer",
      unit: "ms",
      lines: [50, 90, 99].map((percent) =>
        line(`p${percent}`, ofApi(apiId, "Latency", Stats.percentile(percent))),
      ),
      says: "Until the answer left API Gateway. When p99 rises alone, look for cold starts and for one slow area below; when all rise, look at the table.",
    },
    {
      title: "Refused and failed",
      unit: "requests",
      lines: [line("4xx", ofApi(apiId, "4xx")), line("5xx", ofApi(apiId, "5xx"))],
      says: "The areas below show which of it is theirs. 4xx of no area are tokens that do not hold (401) or callers that are throttled (429); 5xx of no area are functions that died or ran out of time: see which fail.",
    },
  ];
}
