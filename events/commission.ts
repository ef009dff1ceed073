import * as z from "zod";
import { defineEvent } from "./event.ts";

/** A commission plan has rules that hold from a month on: its first ones, or new ones. */
export const commissionPlanPublished = defineEvent({
  name: "commission-plan.published",
  version: 1,
  detail: z.object({ planId: z.string(), planVersion: z.int(), firstMonth: z.string() }),
  example: { planId: "cpl_01JCXW3V7Q8F2M4N6P8R0T2V4X", planVersion: 2, firstMonth: "2026-12" },
});
