import { sweepMails } from "../../lib/mail/sweep.ts";
import { recurring } from "../../lib/schedules/woken.ts";
import { letters } from "../../lib/templates/letters.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = recurring(async () => {
  const failed = await sweepMails(now, letters);
  // Its alarm tells somebody.
  if (failed > 0) throw new Error(`${failed} mails were given up or could not be handled`);
});
