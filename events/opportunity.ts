import * as z from "zod";
import { defineEvent } from "./event.ts";

const of = { opportunityId: z.string(), customerId: z.string(), ownerId: z.string() };
const example = {
  opportunityId: "opp_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X",
  ownerId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
};

/** An opportunity was created. */
export const opportunityCreated = defineEvent({
  name: "opportunity.created",
  version: 1,
  detail: z.object({ ...of, stage: z.string() }),
  example: { ...example, stage: "prospecting" },
});

/** An opportunity moved to another stage of the pipeline. */
export const opportunityStageChanged = defineEvent({
  name: "opportunity.stage-changed",
  version: 1,
  detail: z.object({ ...of, from: z.string(), to: z.string() }),
  example: { ...example, from: "proposal", to: "negotiation" },
});

/** An opportunity was won. */
export const opportunityWon = defineEvent({
  name: "opportunity.won",
  version: 1,
  detail: z.object({ ...of, winNumber: z.int() }),
  example: { ...example, winNumber: 1 },
});

/** A win was undone: the opportunity is executing again. */
export const opportunityWinUndone = defineEvent({
  name: "opportunity.win-undone",
  version: 1,
  detail: z.object({ ...of, winNumber: z.int() }),
  example: { ...example, winNumber: 1 },
});

/** An opportunity was lost. */
export const opportunityLost = defineEvent({
  name: "opportunity.lost",
  version: 1,
  detail: z.object({ ...of, reason: z.string(), lostTo: z.string().optional() }),
  example: { ...example, reason: "price", lostTo: "cmp_01JCXW3V7Q8F2M4N6P8R0T2V4X" },
});

/** A lost opportunity was reopened: it is executing again. */
export const opportunityReopened = defineEvent({
  name: "opportunity.reopened",
  version: 1,
  detail: z.object(of),
  example,
});

/** A won opportunity was closed. */
export const opportunityClosed = defineEvent({
  name: "opportunity.closed",
  version: 1,
  detail: z.object(of),
  example,
});

/** An opportunity was given to another owner. */
export const opportunityAssigned = defineEvent({
  name: "opportunity.assigned",
  version: 1,
  detail: z.object({ ...of, from: z.string() }),
  example: { ...example, from: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4Y" },
});
