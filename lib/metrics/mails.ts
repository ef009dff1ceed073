import { defineMetric } from "./metric.ts";

const mailMetric = /* @__NO_SIDE_EFFECTS__ */ (name: string, meaning: string) =>
  defineMetric({ name, unit: "Count", from: ["stream-records"], kind: "happened", meaning });

/** What becomes of mails, by the status that they reach. */
export const MAILS = {
  queued: mailMetric(
    "MailsQueued",
    "Mails that came to be: what is queued is sent within seconds, unless it waits for its hour.",
  ),
  sent: mailMetric(
    "MailsSent",
    "Mails that SES took. Far fewer than were queued: see the oldest unsent one.",
  ),
  delivered: mailMetric(
    "MailsDelivered",
    "Mails that the recipient's server took. None for hours while mails are sent: nobody tells us what becomes of them: look at the alarms of `mail-feedback`.",
  ),
  bounced: mailMetric(
    "MailsBounced",
    "Mails that came back. From 5 % of those sent SES reviews us, from 10 % it stops us: look at where the addresses come from.",
  ),
  complained: mailMetric(
    "MailsComplained",
    "Mails that somebody called spam. From 1 in 1,000 SES reviews us, from 5 it stops us: look at the campaign that they belong to.",
  ),
  suppressed: mailMetric(
    "MailsSuppressed",
    "Mails not sent, since their recipients refuse them or mails do not reach them. This is as it should be; many at once: look at the audience of the campaign.",
  ),
  failed: mailMetric(
    "MailsFailed",
    "Mails given up. Any is one too many: the log of `send-mail` says why, by `mailId`.",
  ),
} as const;

export const GREETINGS_SENT = defineMetric({
  name: "GreetingsSent",
  unit: "Count",
  from: ["stream-records"],
  kind: "happened",
  meaning: "Care mails that were sent. None for a day while rules are on: the sweep of the morning failed.",
});

export const GREETINGS_HELD = defineMetric({
  name: "GreetingsHeld",
  unit: "Count",
  from: ["stream-records"],
  kind: "happened",
  meaning:
    "Care mails held back by restraint, consent or a missing address; each says why at /care-mails. More than are sent: look at the reasons.",
});

export const OLDEST_UNSENT_MAIL = defineMetric({
  name: "OldestUnsentMail",
  unit: "Seconds",
  from: ["take-stock"],
  kind: "stands",
  meaning:
    "How long the oldest mail waits that ought to be sent. More than minutes: SES does not take our mails, or nobody hands them over: look at the alarms of `send-mail` and `sweep-mails`.",
});
