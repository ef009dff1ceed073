import * as z from "zod";
import { defineEvent } from "./event.ts";

/** A mail waits to be sent. */
export const mailQueued = defineEvent({
  name: "mail.queued",
  version: 1,
  detail: z.object({ mailId: z.string() }),
  example: { mailId: "mai_01JCXW3V7Q8F2M4N6P8R0T2V4X" },
});
