import type { Stack } from "aws-cdk-lib";
import { nameOf, type Stage } from "../stage.ts";

/** The runbooks, a page each beside this file, in the order in which one would read them. */
export const RUNBOOKS = [
  "requests-failing",
  "stream-behind",
  "dead-letters",
  "mails-not-leaving",
  "schedules-dropped",
  "aggregate-drift",
  "restore",
  "secret-rotation",
  "leavers-records",
] as const;
export type Runbook = (typeof RUNBOOKS)[number];

/** The dashboard that shows all of them. */
export function runbooksBoard(stage: Stage): string {
  return nameOf(stage, "runbooks");
}

/** Where a runbook is read: where the team keeps them, else in CloudWatch, on one page with the others. */
export function addressOf(runbook: Runbook, stage: Stage, { region }: Stack): string {
  if (stage.runbooksUrl !== undefined) return `${stage.runbooksUrl}/${runbook}.md`;
  const console = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`;
  return `${console}#dashboards/dashboard/${runbooksBoard(stage)}`;
}
