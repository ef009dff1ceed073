import * as z from "zod";
import { defineEvent } from "./event.ts";

const ids = z.object({ followUpId: z.string(), opportunityId: z.string(), customerId: z.string() });
const example = {
  followUpId: "fup_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  opportunityId: "opp_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};
const plannedAt = "2026-11-30T02:00:00.000Z";
const handlerId = "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X";

/** A follow-up was planned. */
export const followUpPlanned = defineEvent({
  name: "follow-up.planned",
  version: 1,
  detail: ids.extend({ handlerId: z.string(), plannedAt: z.string() }),
  example: { ...example, handlerId, plannedAt },
});

/** A follow-up was planned for another time. */
export const followUpMoved = defineEvent({
  name: "follow-up.moved",
  version: 1,
  detail: ids.extend({ from: z.string(), to: z.string() }),
  example: { ...example, from: plannedAt, to: "2026-12-01T02:00:00.000Z" },
});

/** A follow-up is somebody else's now. */
export const followUpReassigned = defineEvent({
  name: "follow-up.reassigned",
  version: 1,
  detail: ids.extend({ from: z.string(), to: z.string() }),
  example: { ...example, from: handlerId, to: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4Y" },
});

/** Somebody was reminded of a follow-up that is due, or warned that it is overdue. */
export const followUpReminded = defineEvent({
  name: "follow-up.reminded",
  version: 1,
  detail: ids.extend({ kind: z.enum(["due", "overdue-handler", "overdue-manager"]) }),
  example: { ...example, kind: "due" },
});

/** A follow-up was completed. */
export const followUpCompleted = defineEvent({
  name: "follow-up.completed",
  version: 1,
  detail: ids.extend({ handlerId: z.string(), nextId: z.string().optional() }),
  example: { ...example, handlerId },
});

/** A follow-up was cancelled. */
export const followUpCancelled = defineEvent({
  name: "follow-up.cancelled",
  version: 1,
  detail: ids,
  example,
});

/** Everything that can happen to a follow-up. */
export const followUpEvents = [
  followUpPlanned,
  followUpMoved,
  followUpReassigned,
  followUpReminded,
  followUpCompleted,
  followUpCancelled,
] as const;
