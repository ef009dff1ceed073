import * as z from "zod";
import { defineEvent } from "./event.ts";

/** A round of a rule's work for a day is due: it has just begun, or the round before is done. */
export const careRunAdvanced = defineEvent({
  name: "care-run.advanced",
  version: 1,
  detail: z.object({ careRunId: z.string(), round: z.int() }),
  example: { careRunId: "crr_01JCXW3V7Q8F2M4N6P8R0T2V4X", round: 1 },
});

/** A customer was cared for by a rule: a mail waits to be sent, or was held back, or its owner has a task. */
export const customerCaredFor = defineEvent({
  name: "customer.cared-for",
  version: 1,
  detail: z.object({
    careMailId: z.string(),
    ruleId: z.string(),
    occasion: z.string(),
    customerId: z.string(),
    contactId: z.string().optional(),
    status: z.string(),
    reason: z.string().optional(),
    taskId: z.string().optional(),
  }),
  example: {
    careMailId: "crm_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    ruleId: "crl_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    occasion: "birthday",
    customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    contactId: "con_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    status: "queued",
  },
});

/** A care rule was switched on or off. */
export const careRuleSwitched = defineEvent({
  name: "care-rule.switched",
  version: 1,
  detail: z.object({ ruleId: z.string(), on: z.boolean() }),
  example: { ruleId: "crl_01JCXW3V7Q8F2M4N6P8R0T2V4X", on: true },
});

/** Somebody whose birthday is about today can be greeted, and could not a moment before. */
export const careNewcomer = defineEvent({
  name: "care-newcomer.told",
  version: 1,
  detail: z.object({ customerId: z.string(), recordId: z.string() }),
  example: {
    customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    recordId: "con_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  },
});

/** Somebody who consented to care mails does so no longer, or is nobody's contact any more. */
export const careConsentWithdrawn = defineEvent({
  name: "care-consent.withdrawn",
  version: 1,
  detail: z.object({ customerId: z.string(), contactId: z.string().optional() }),
  example: {
    customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    contactId: "con_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  },
});
