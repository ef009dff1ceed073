import * as z from "zod";
import { defineEvent } from "./event.ts";

/** Something that happened with a customer was recorded. */
export const activityRecorded = defineEvent({
  name: "activity.recorded",
  version: 1,
  detail: z.object({
    activityId: z.string(),
    customerId: z.string(),
    opportunityId: z.string().optional(),
    kind: z.enum(["call", "mail", "visit", "meeting", "care"]),
    happenedAt: z.string(),
  }),
  example: {
    activityId: "act_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    kind: "visit",
    happenedAt: "2026-11-30T02:00:00.000Z",
  },
});
