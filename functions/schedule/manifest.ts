import { DUE_CAMPAIGNS } from "../../lib/campaigns/campaign.ts";
import { CAMPAIGN_DUE } from "../../lib/campaigns/reminders.ts";
import { FOLLOW_UP_DUE } from "../../lib/follow-ups/reminders.ts";
import { SHARDS, unsentPartition } from "../../lib/mail/mail.ts";
import { DUE_PARTITIONS } from "../../lib/memberships/membership.ts";
import { CLOSE_UNANSWERED } from "../../lib/service-requests/closing.ts";
import { SERVICE_TARGET_DUE } from "../../lib/service-requests/reminders.ts";
import { TASK_DUE } from "../../lib/tasks/reminders.ts";
import type { Lambda } from "../lambda.ts";

/** What happens at its time. */
export const scheduleLambdas: readonly Lambda[] = [
  {
    name: FOLLOW_UP_DUE,
    entry: "functions/schedule/follow-up-due.lambda.ts",
    trigger: { kind: "schedule" },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 30,
    errorImpact: "Follow-ups come due and nobody is reminded: promises to customers are broken.",
  },
  {
    name: TASK_DUE,
    entry: "functions/schedule/task-due.lambda.ts",
    trigger: { kind: "schedule" },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 30,
    errorImpact: "People are not reminded of their tasks, and nobody hears that some are overdue.",
  },
  {
    name: SERVICE_TARGET_DUE,
    entry: "functions/schedule/service-target-due.lambda.ts",
    trigger: { kind: "schedule" },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 30,
    errorImpact:
      "Nobody is warned of service targets, and missed ones are not recorded: promises are broken.",
  },
  {
    name: CAMPAIGN_DUE,
    entry: "functions/schedule/campaign-due.lambda.ts",
    trigger: { kind: "schedule" },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 300,
    errorImpact:
      "Campaigns do not begin, or stop half-way; within a quarter of an hour they are tried again.",
  },
  {
    name: "sweep-campaigns",
    entry: "functions/schedule/sweep-campaigns.lambda.ts",
    trigger: { kind: "cron", expression: "cron(0/15 * * * ? *)", worksOff: [DUE_CAMPAIGNS] },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 300,
    errorImpact: "Campaigns whose round was lost stay where they are until somebody pauses and resumes them.",
  },
  {
    name: "value-nightly",
    entry: "functions/schedule/value-nightly.lambda.ts",
    trigger: { kind: "cron", expression: "cron(30 2 * * ? *)" },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 30,
    errorImpact:
      "Classes of customers and the dormant ones were not computed this night: they are those of the night before.",
  },
  {
    name: CLOSE_UNANSWERED,
    entry: "functions/schedule/close-unanswered.lambda.ts",
    trigger: { kind: "schedule" },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 30,
    errorImpact:
      "Requests of which nobody answers how satisfied they are stay open until somebody closes them.",
  },
  {
    name: "care-sweep",
    entry: "functions/schedule/care-sweep.lambda.ts",
    // The first does it; the others begin again what got stuck, and what was switched on since.
    trigger: { kind: "cron", expression: "cron(0 6,7,8,12 * * ? *)" },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 60,
    errorImpact:
      "Nobody is greeted this morning; whoever missed a birthday is greeted belatedly once it works again.",
  },
  {
    name: "sweep-points",
    entry: "functions/schedule/sweep-points.lambda.ts",
    // Soon after midnight; the later ones go on with what was left.
    trigger: { kind: "cron", expression: "cron(10 0,1,2,9 * * ? *)", worksOff: DUE_PARTITIONS },
    grants: ["table:read", "table:write"],
    memory: 512,
    timeout: 900,
    errorImpact:
      "Members are not warned before their points expire, and points stand longer than they should.",
  },
  {
    name: "sweep-mails",
    entry: "functions/schedule/sweep-mails.lambda.ts",
    trigger: {
      kind: "cron",
      expression: "cron(0/5 * * * ? *)",
      worksOff: Array.from({ length: SHARDS }, (_, shard) => unsentPartition(shard)),
    },
    grants: ["table:read", "table:write", "mail:send"],
    memory: 512,
    timeout: 300,
    errorImpact: "Mails were given up, or those that had to wait are not sent.",
  },
  {
    name: "take-stock",
    entry: "functions/schedule/take-stock.lambda.ts",
    // It works nothing off: a clock that is moved forward passes over it.
    trigger: { kind: "cron", expression: "cron(0/15 * * * ? *)", worksOff: [] },
    grants: ["table:read"],
    memory: 512,
    timeout: 60,
    errorImpact: "Dashboards do not say what is overdue, open or waits to be sent, nor do their alarms.",
  },
];
