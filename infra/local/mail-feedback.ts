import { randomUUID } from "node:crypto";
import type { Lambda } from "../../functions/lambda.ts";
import type { Invocations } from "./invocations.ts";

/** What can become of a mail that SES took. */
export const FATES = ["delivery", "bounce", "soft-bounce", "complaint", "reject"] as const;
export type Fate = (typeof FATES)[number];

/** SES's own simulator: what becomes of mails to these addresses, whatever follows a plus. */
const SIMULATED: Readonly<Record<string, Fate>> = {
  success: "delivery",
  bounce: "bounce",
  ooto: "delivery",
  complaint: "complaint",
  suppressionlist: "bounce",
};

/** Tells the functions that react to SES what becomes of a mail, as SES does on the default bus. */
export type MailFeedback = (mailId: string, fate: Fate) => void;

export function mailFeedback(
  lambdas: readonly Lambda[],
  invocations: Invocations,
  now: () => Date,
): MailFeedback {
  return (mailId, fate) => {
    const id = randomUUID();
    const [name, told] = event(fate);
    const payload = {
      version: "0",
      id,
      "detail-type": name,
      source: "aws.ses",
      account: "000000000000",
      time: `${now().toISOString().slice(0, 19)}Z`,
      region: "us-east-1",
      resources: [],
      detail: { ...told, mail: { tags: { mailId: [mailId], "ses:configuration-set": ["guanxi-mail"] } } },
    };
    for (const { name: listener, trigger } of lambdas)
      if (trigger.kind === "aws" && trigger.events.some((one) => one.name === name))
        invocations.submit(`${id}-${listener}`, { function: listener, payload });
  };
}

/** What becomes of a mail to one of the simulator's addresses; nothing is told of others. */
export function simulated(address: string): Fate | undefined {
  const [, name] = /(?:^|<)([a-z]+)(?:\+[^@<]*)?@simulator\.amazonses\.com>?$/i.exec(address) ?? [];
  return name === undefined ? undefined : SIMULATED[name.toLowerCase()];
}

function event(fate: Fate): readonly [name: string, detail: object] {
  switch (fate) {
    case "delivery":
      return ["Email Delivered", { eventType: "Delivery", delivery: {} }];
    case "bounce":
      return ["Email Bounced", bounce("Permanent", "General")];
    case "soft-bounce":
      return ["Email Bounced", bounce("Transient", "MailboxFull")];
    case "complaint":
      return [
        "Email Complaint Received",
        { eventType: "Complaint", complaint: { complaintFeedbackType: "abuse" } },
      ];
    case "reject":
      return ["Email Rejected", { eventType: "Reject", reject: { reason: "Bad content" } }];
    default:
      return fate satisfies never;
  }
}

function bounce(bounceType: string, bounceSubType: string) {
  return { eventType: "Bounce", bounce: { bounceType, bounceSubType, bouncedRecipients: [] } };
}
