import * as z from "zod";
import { defineEvent } from "./event.ts";

const of = {
  surveyId: z.string(),
  serviceRequestId: z.string(),
  customerId: z.string().optional(),
};
const example = {
  surveyId: "svy_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  serviceRequestId: "srq_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};

/** A customer is asked how satisfied they are. */
export const surveySent = defineEvent({
  name: "survey.sent",
  version: 1,
  detail: z.object({ ...of, by: z.enum(["mail", "nothing"]) }),
  example: { ...example, by: "mail" },
});

/** A customer said how satisfied they are. */
export const surveyAnswered = defineEvent({
  name: "survey.answered",
  version: 1,
  detail: z.object({ ...of, score: z.int(), channel: z.enum(["page", "phone"]) }),
  example: { ...example, score: 5, channel: "page" },
});

/** A survey takes no answer any more: its request was reopened. */
export const surveyClosed = defineEvent({
  name: "survey.closed",
  version: 1,
  detail: z.object(of),
  example,
});
