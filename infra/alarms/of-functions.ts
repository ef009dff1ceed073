import { Duration } from "aws-cdk-lib";
import { type IMetric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { Lambda, Trigger } from "../../functions/lambda.ts";
import { CHANGES_FAILED } from "../../lib/metrics/flow.ts";
import { SERVER_ERRORS } from "../../lib/metrics/service.ts";
import { deadLettersOf } from "../constructs/dead-letters.ts";
import { depthOf, ofFunction, ofProduct } from "../constructs/metrics.ts";
import type { Runbook } from "../runbooks/runbook.ts";
import type { Stage } from "../stage.ts";
import { callOf } from "./calls.ts";
import { together } from "./figures.ts";
import { OWN_WATCHES } from "./own.ts";
import { AS_BEFORE, NOTHING_HAPPENED, type Ringing, type Watch } from "./watch.ts";

type Kind = Trigger["kind"];

/** What fails again on repetition: an alarm for a single failure that is repeated would be noise. */
const FAILING: Readonly<Record<Kind, Omit<Ringing, "silence">>> = {
  http: {
    at: 1,
    in: [2, 3],
    because:
      "One request that failed is answered, logged, and perhaps sent again; one more within a quarter of an hour is no chance.",
  },
  stream: {
    at: 1,
    in: [3, 3],
    because:
      "A change that failed is delivered again up to ten times; what still fails after a quarter of an hour does not pass by itself.",
  },
  bus: {
    at: 1,
    in: [3, 3],
    because:
      "An event that failed comes again after one and two minutes; what fails for good rings as a dead letter, at once.",
  },
  aws: {
    at: 1,
    in: [3, 3],
    because:
      "What SES told comes again after one and two minutes; what fails for good rings as a dead letter.",
  },
  schedule: {
    at: 1,
    in: [3, 3],
    because:
      "A schedule that failed runs again after one and two minutes; what fails for good rings as a dead letter.",
  },
  cron: {
    at: 3,
    in: [1, 1],
    because:
      "A run that failed is tried twice more, and the next run makes up for it: three in an hour failed for good.",
  },
};

/** The share of its timeout at which a function is too slow. */
const NEAR = 0.8;

/** The alarms of one function; their texts say who suffers when it fails. */
export function watchesOf(stage: Stage, declaration: Lambda): Watch[] {
  const { name, trigger, errorImpact } = declaration;
  const { kind } = trigger;
  const shared = { impact: errorImpact, call: callOf(declaration) };
  const runbook = runbookOf(declaration);
  const watches: Watch[] = [
    {
      ...shared,
      name: `${name}-errors`,
      says: "It fails again and again.",
      look: `The error lines of ${name}'s log, and what was deployed last.`,
      runbook,
      metric: failuresOf(stage, declaration),
      rings: { ...FAILING[kind], silence: NOTHING_HAPPENED },
    },
  ];
  // For answers somebody waits: how long is watched for all areas together.
  if (kind !== "http") {
    watches.push({ ...shared, runbook, ...timeoutWatch(stage, declaration) });
    watches.push({ ...shared, ...deadLettersWatch(stage, name, kind) });
  }
  if (kind === "stream") watches.push({ ...shared, ...lagWatch(stage, declaration) });
  return [...watches, ...(OWN_WATCHES[name]?.(stage).map((own) => ({ ...shared, ...own })) ?? [])];
}

/** Failures of a function, in five minutes or, of what runs seldom, in an hour: runs that were ended by an error, and those of which it tells itself. */
function failuresOf(stage: Stage, { name, trigger: { kind } }: Lambda): IMetric {
  const period = kind === "cron" ? Duration.hours(1) : Duration.minutes(5);
  const crashed = ofFunction(stage, name, "Errors", Stats.SUM).with({ period });
  const own = kind === "http" ? SERVER_ERRORS : kind === "stream" ? CHANGES_FAILED : undefined;
  if (own === undefined) return crashed;
  return together("failures", [crashed, ofProduct(stage, own, name).with({ period })]);
}

function timeoutWatch(
  stage: Stage,
  { name, timeout, trigger: { kind } }: Lambda,
): Omit<Watch, "impact" | "call" | "runbook"> {
  const seldom = kind === "cron";
  return {
    name: `${name}-near-timeout`,
    says: `It takes more than ${NEAR * 100} % of the ${timeout} s after which it is ended.`,
    look: "Its duration since the last deployment, how much it has to do at once, and whether the table is throttled.",
    metric: ofFunction(stage, name, "Duration", Stats.MAXIMUM),
    rings: {
      at: NEAR * timeout * 1_000,
      in: seldom ? [1, 1] : [2, 3],
      because: seldom
        ? "It runs seldom: the next run may be the one that is ended half-way."
        : "One slow run may have met a new process or a busy table; two within a quarter of an hour did not.",
      silence: NOTHING_HAPPENED,
    },
  };
}

/** What may lie in a dead-letter queue, alike for functions and schedules. */
export function deadLettersWatch(stage: Stage, owner: string, kind?: Kind) {
  return {
    name: deadLettersOf(owner),
    says: "Given up after all retries, and kept for 14 days.",
    look: `npm run dead-letters -- --stage ${stage.name}${kind === undefined ? "" : ` --function ${owner}`}: what lies there, and the error that it names.`,
    runbook: "dead-letters",
    metric: depthOf(stage, owner),
    rings: {
      at: 1,
      in: [1, 1],
      because: "Nobody tries it again unless somebody does.",
      silence: {
        ...AS_BEFORE,
        because: "SQS tells nothing of a queue that nobody touched for six hours, though letters lie in it.",
      },
    },
  } as const;
}

function lagWatch(stage: Stage, { name, grants }: Lambda) {
  return {
    name: `${name}-lag`,
    says: "For a quarter of an hour it has been more than a minute behind the table.",
    look: "Whether a large import runs, which change fails again and again, and whether the function is throttled.",
    runbook: "stream-behind",
    // Whoever fills the bus is before all that reacts to it.
    ...(grants.includes("bus:publish") && { cause: "nothing-follows" as const }),
    metric: ofFunction(stage, name, "IteratorAge", Stats.MAXIMUM),
    rings: {
      at: 60_000,
      in: [3, 3],
      because: "An import leaves it behind for some minutes, and it catches up by itself.",
      silence: { ...NOTHING_HAPPENED, because: "Where nothing is written, nothing waits." },
    },
  } as const;
}

function runbookOf(declaration: Lambda): Runbook {
  switch (callOf(declaration)) {
    case "requests-fail":
      return "requests-failing";
    case "mails-do-not-leave":
      return "mails-not-leaving";
    case "reminders-do-not-come":
    case "care-does-not-run":
      return "schedules-dropped";
    default:
      return declaration.trigger.kind === "stream" ? "stream-behind" : "dead-letters";
  }
}
