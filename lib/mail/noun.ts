import { occurrence } from "../../events/event.ts";
import { mailQueued } from "../../events/mail.ts";
import type { Noun } from "../projections/noun.ts";

/** Mails: written once, sent by whoever hears of it. */
export const mailNoun: Noun = {
  type: "mail",
  history: false,
  announce: (was, is) => (was === undefined ? [occurrence(mailQueued, { mailId: String(is.id) })] : []),
  timeline: () => [],
  copies: () => [],
};
