import { sweepMails } from "../../lib/mail/sweep.ts";
import { letters } from "../../lib/templates/letters.ts";
import { now } from "../../lib/time/clock.ts";

export async function handler(): Promise<void> {
  const failed = await sweepMails(now, letters);
  // Its alarm tells somebody.
  if (failed > 0) throw new Error(`${failed} mails were given up or could not be handled`);
}
