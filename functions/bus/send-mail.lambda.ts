import { mailQueued } from "../../events/mail.ts";
import { reaction } from "../../lib/bus/react.ts";
import { sendMail } from "../../lib/mail/send.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = reaction([mailQueued], async ({ mailId }) => {
  // The alarm tells somebody; the repetition finds a mail that is settled.
  if ((await sendMail(mailId, now)) === "failed") throw new Error(`the mail ${mailId} was given up`);
});
