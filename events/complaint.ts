import * as z from "zod";
import { defineEvent } from "./event.ts";

const of = { complaintId: z.string(), customerId: z.string() };
const example = {
  complaintId: "cpt_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};

/** A customer complained. */
export const complaintReceived = defineEvent({
  name: "complaint.received",
  version: 1,
  detail: z.object({ ...of, severity: z.string() }),
  example: { ...example, severity: "high" },
});

/** Somebody else sees to a complaint. */
export const complaintTransferred = defineEvent({
  name: "complaint.transferred",
  version: 1,
  detail: z.object({ ...of, from: z.string(), to: z.string() }),
  example: {
    ...example,
    from: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    to: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4Y",
  },
});

/** What was complained about is put right. */
export const complaintResolved = defineEvent({
  name: "complaint.resolved",
  version: 1,
  detail: z.object(of),
  example,
});

/** Nothing is left to be done; `firstContact` tells whether whoever took it in settled it alone. */
export const complaintClosed = defineEvent({
  name: "complaint.closed",
  version: 1,
  detail: z.object({ ...of, firstContact: z.boolean() }),
  example: { ...example, firstContact: true },
});

/** What was put right is not. */
export const complaintReopened = defineEvent({
  name: "complaint.reopened",
  version: 1,
  detail: z.object(of),
  example,
});
