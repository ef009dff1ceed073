import * as z from "zod";
import { defineEvent } from "./event.ts";

/** A page of a handover was moved, or it has just been asked for: the next page is due. */
export const handoverAdvanced = defineEvent({
  name: "handover.advanced",
  version: 1,
  detail: z.object({ handoverId: z.string(), round: z.int() }),
  example: { handoverId: "hov_01JCXW3V7Q8F2M4N6P8R0T2V4X", round: 1 },
});
