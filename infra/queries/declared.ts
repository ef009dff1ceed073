import { routes } from "../../functions/api/manifest.ts";
import type { Lambda, Trigger } from "../../functions/lambda.ts";
import { callOf } from "../alarms/calls.ts";
import type { Query } from "./query.ts";

const triggeredBy =
  (...kinds: readonly Trigger["kind"][]) =>
  ({ trigger }: Lambda) =>
    kinds.includes(trigger.kind);
const named =
  (...names: readonly string[]) =>
  ({ name }: Lambda) =>
    names.includes(name);

/** Put where the id is to stand that an answer, a mail or another line names. */
const ID = "PUT-THE-ID-HERE";

/** Everything that one request, or one mail, is part of. In two halves: there are more log groups than one query searches. */
const oneId = (half: string, of: Query["of"]): Query => ({
  name: `one-id-${half}`,
  asks: `What happened under one correlation id, in the order in which it did: ${half}`,
  runbook: "requests-failing",
  of,
  where: [`correlationId = "${ID}"`],
  shows: [
    "@timestamp",
    "service",
    "level",
    "message",
    "route",
    "status",
    "code",
    "milliseconds",
    "event",
    "mailId",
    "error",
  ],
  sort: "@timestamp asc",
  limit: 1_000,
});

const FAILED = `message = "a run failed"`;
const RUN = ["@timestamp", "functionName", "name", "awsRequestId", "correlationId"];
const latestFirst = { sort: "@timestamp desc", limit: 200 } as const;

/** Routes that people open by a link of ours. */
const LINKS = routes
  .filter(({ access, path }) => access === "public" && path.endsWith("}"))
  .map(({ id }) => `"${id}"`);

/** What operators ask the logs. */
export const QUERIES: readonly Query[] = [
  oneId("requests", triggeredBy("http")),
  oneId("work", triggeredBy("stream", "bus", "aws", "schedule", "cron")),
  {
    name: "errors-by-code",
    asks: "Which areas and routes refuse requests or fail, and with which problem code",
    runbook: "requests-failing",
    of: triggeredBy("http"),
    where: [`message = "answered"`, "status >= 400"],
    shows: { stats: "count(*) as times by service, route, status, code" },
    sort: "times desc",
    limit: 100,
  },
  {
    name: "unexpected-errors",
    asks: "What our own faults were, with where in the code",
    runbook: "requests-failing",
    of: triggeredBy("http"),
    where: [`level in ["ERROR", "WARN"]`],
    shows: ["@timestamp", "service", "message", "name", "requestId", "correlationId", "stack"],
    ...latestFirst,
  },
  {
    name: "slowest-requests",
    asks: "Which requests took longest, and how much of it was ours",
    runbook: "requests-failing",
    of: "access-log",
    where: ["latency > 1000"],
    shows: ["@timestamp", "method", "route", "status", "latency", "integrationLatency", "requestId"],
    sort: "latency desc",
    limit: 50,
  },
  {
    name: "latency-by-route",
    asks: "How long each area takes, in the middle and at worst",
    runbook: "requests-failing",
    of: "access-log",
    where: [],
    shows: { stats: "count(*) as requests, pct(latency, 50) as p50, pct(latency, 99) as p99 by route" },
    sort: "p99 desc",
    limit: 100,
  },
  {
    name: "changes-failed",
    asks: "Which errors keep the stream's readers from going on, and under which ids",
    runbook: "stream-behind",
    of: triggeredBy("stream"),
    where: [`message = "a change could not be followed"`],
    shows: ["@timestamp", "service", "error", "correlationId"],
    ...latestFirst,
  },
  {
    name: "runs-failed",
    asks: "Which runs failed that nobody waited for: what is tried again, and ends as a dead letter",
    runbook: "dead-letters",
    of: triggeredBy("bus", "aws", "schedule", "cron"),
    where: [FAILED],
    shows: RUN,
    ...latestFirst,
  },
  {
    name: "mails-given-up",
    asks: "Which mails were given up, by which rule and why",
    runbook: "mails-not-leaving",
    of: named("send-mail", "sweep-mails"),
    where: [`message = "a mail was given up"`],
    shows: ["@timestamp", "mailId", "rule", "error", "attempts", "correlationId"],
    ...latestFirst,
  },
  {
    name: "mails-waiting",
    asks: "Which mails have to wait, for how long and why",
    runbook: "mails-not-leaving",
    of: named("send-mail", "sweep-mails"),
    where: [`message = "a mail has to wait"`],
    shows: ["@timestamp", "mailId", "rule", "error", "seconds", "correlationId"],
    ...latestFirst,
  },
  {
    name: "reminders-failed",
    asks: "Which reminders, sweeps and care failed",
    runbook: "schedules-dropped",
    of: (declaration) =>
      callOf(declaration) === "reminders-do-not-come" || callOf(declaration) === "care-does-not-run",
    where: [`level = "ERROR"`],
    shows: ["@timestamp", "service", "message", "name", "error", "correlationId"],
    ...latestFirst,
  },
  {
    name: "total-changes-failed",
    asks: "Which changes did not get into their totals, by error",
    runbook: "aggregate-drift",
    of: named("stream-ledgers"),
    where: [`message = "a change could not be followed"`],
    shows: { stats: "count(*) as times by error" },
    sort: "times desc",
    limit: 100,
  },
  {
    name: "writes-by-minute",
    asks: "When the table was written to, and by which area: the minute to go back to",
    runbook: "restore",
    of: "access-log",
    where: [`method != "GET"`, "status < 400"],
    shows: { stats: "count(*) as writes by bin(1m), route" },
    limit: 1_000,
  },
  {
    name: "links-refused",
    asks: "Who still comes with links that were signed before",
    runbook: "secret-rotation",
    of: triggeredBy("http"),
    where: [`message = "answered"`, `route in [${LINKS.join(", ")}]`, "status >= 400"],
    shows: { stats: "count(*) as times by route, status, code" },
    sort: "times desc",
    limit: 100,
  },
  {
    name: "handovers-failed",
    asks: "Why records of a leaver do not move on",
    runbook: "leavers-records",
    of: named("hand-over"),
    where: [FAILED],
    shows: RUN,
    ...latestFirst,
  },
];
