import * as z from "zod";
import { derivedId } from "../ids/derived.ts";
import { idOf } from "../ids/id.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { calendarDate, instant } from "../time/calendar.ts";
import type { CareRule } from "./rule.ts";

/** One rule's work for one day, or a part of it where that is large: how far it is, and what came of it. */
export const careRun = z
  .object({
    ...recordFields,
    id: idOf("care-run"),
    ruleId: idOf("care-rule"),
    date: calendarDate,
    /** Which of the day's parts it goes through; all of them unless told. */
    part: z.int().optional(),
    status: z.enum(["running", "done", "stopped"]),
    /** Where it goes on. */
    step: z.int(),
    after: z.string().optional(),
    /** Whom the day concerns, and what was done for them so far. */
    found: z.int(),
    mails: z.int(),
    held: z.int(),
    tasks: z.int(),
    finishedAt: instant.optional(),
  })
  .meta({ id: "CareRun" });
export type CareRun = z.infer<typeof careRun>;

/** Runs that are under way, for the sweep to start those again that got stuck. */
export const UNDER_WAY = "care-runs#under-way";

/** The rule's runs, the latest last. */
export function runsOf(ruleId: string): string {
  return `care-runs#${ruleId}`;
}

export const careRuns = defineEntity({
  type: "care-run",
  schema: careRun,
  indexes: ({ id, ruleId, date, status }) => ({
    ...(status === "running" && { duePk: UNDER_WAY, dueSk: id }),
    namePk: runsOf(ruleId),
    nameSk: `${date}#${id}`,
  }),
});

/** The id of the run that does a rule's work for a day since it was switched on: opened twice it is one. */
export function runIdOf(
  { id, switchedOnAt }: Pick<CareRule, "id" | "switchedOnAt">,
  date: string,
  part: number | undefined,
): string {
  return derivedId("care-run", new Date(`${date}T00:00:00Z`), id, String(switchedOnAt), date, String(part));
}
