import { mailAdvanced } from "../../events/mail.ts";
import { reaction } from "../../lib/bus/react.ts";
import { followCareMail } from "../../lib/care/follow-mail.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = reaction([mailAdvanced], async ({ about, to }) => {
  if (about?.startsWith("crm_") === true) await followCareMail(about, to, now());
});
