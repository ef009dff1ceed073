import { mailQueued } from "../../events/mail.ts";
import { reaction } from "../../lib/bus/react.ts";
import { sendMail } from "../../lib/mail/send.ts";
import { letters } from "../../lib/templates/letters.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = reaction([mailQueued], async ({ mailId }) => {
  const sending = await sendMail(mailId, now, letters);
  // The event comes again when a delayed mail may be sent; of one given up the alarm tells.
  if (sending === "delayed" || sending === "failed") throw new Error(`the mail ${mailId}: ${sending}`);
});
