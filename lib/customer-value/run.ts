import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { signedMoney } from "../money/money.ts";
import { defineEntity } from "../table/entity.ts";
import { recordFields } from "../table/record.ts";
import { calendarDate, instant, month } from "../time/calendar.ts";
import { valueRules } from "./settings.ts";

const figures = z.object({ customers: z.int(), revenue: z.int() });

/** One computation of classes and dormancy: its inputs, how far it is, and what came out (DOMAIN §10). */
export const valueRun = z
  .object({
    ...recordFields,
    id: idOf("value-run"),
    why: z.enum(["nightly", "asked"]),
    status: z.enum(["running", "done"]),
    /** The thresholds that it goes by, as they stood when it began. */
    rules: valueRules.schema,
    /** The day that it counts from, in the company's zone. */
    on: calendarDate,
    /** The first month whose revenue counts; all of them when there is none. */
    since: month.optional(),
    /** Whoever bought last before this day is dormant. */
    dormantBefore: calendarDate,
    phase: z.enum(["measuring", "ranking"]),
    /** Which list of the phase, and behind which sort key it goes on. */
    step: z.int(),
    after: z.string().optional(),
    /** How often the ranking began: again when the index had not caught up. */
    rankings: z.int(),
    customers: z.int().meta({ description: "Customers looked at" }),
    buyers: z.int().meta({ description: "Those with revenue: they are ranked" }),
    dormant: z.int(),
    changed: z.int().meta({ description: "Customers whose figures or class are other than before" }),
    walk: z.object({
      position: z.int(),
      rank: z.int(),
      revenue: z.int().optional(),
      goldFrom: z.int().optional(),
      lowBelow: z.int().optional(),
    }),
    classes: z.object({ A: figures, B: figures, C: figures }),
    finishedAt: instant.optional(),
  })
  .meta({ id: "ValueRunRecord" });
export type ValueRun = z.infer<typeof valueRun>;

const shownFigures = z.object({ customers: z.int(), revenue: signedMoney });

/** What callers are shown. */
export const valueRunAnswer = valueRun
  .omit({
    claims: true,
    deletedAt: true,
    step: true,
    after: true,
    rankings: true,
    walk: true,
    classes: true,
  })
  .extend({
    classes: z.object({ A: shownFigures, B: shownFigures, C: shownFigures }),
    cuts: z
      .object({
        goldFrom: signedMoney.optional().meta({ description: "The least revenue of class A" }),
        lowBelow: signedMoney.optional().meta({ description: "Whoever has less is class C" }),
      })
      .meta({ description: "None before it is done" }),
  })
  .meta({ id: "ValueRun" });

/** Only one runs at a time. */
export const valueRuns = defineEntity({
  type: "value-run",
  schema: valueRun,
  claims: ({ status }) => (status === "running" ? [{ value: "run:running", pointer: "" }] : []),
});

/** A run as callers are shown it. */
export function shownRun(run: ValueRun, currency: string): z.input<typeof valueRunAnswer> {
  const money = (amount: number) => ({ amount, currency });
  const shown = ({ customers, revenue }: z.infer<typeof figures>) => ({ customers, revenue: money(revenue) });
  const { A, B, C } = run.classes;
  const { goldFrom, lowBelow } = run.walk;
  return {
    ...run,
    classes: { A: shown(A), B: shown(B), C: shown(C) },
    cuts:
      run.status === "done"
        ? {
            ...(goldFrom !== undefined && { goldFrom: money(goldFrom) }),
            ...(lowBelow !== undefined && { lowBelow: money(lowBelow) }),
          }
        : {},
  };
}
