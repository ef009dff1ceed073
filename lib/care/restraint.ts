import type { Refusal } from "../recipients/standing.ts";
import { outOfQuietHours, type QuietHours } from "./quiet-hours.ts";
import { hasTurn, type Turns } from "./turns.ts";

/** Why somebody is not written to. */
export const HOLD_REASONS = [
  "inactive",
  "no-address",
  "no-consent",
  "unsubscribed",
  "hard-bounce",
  "complaint",
  "by-hand",
  "too-many",
  "trouble",
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

/** The reasons as sentences that callers read. */
export const HOLD_SENTENCES: Record<HoldReason, string> = {
  inactive: "an inactive customer is left alone",
  "no-address": "there is no e-mail address",
  "no-consent": "they have not consented to care mails",
  unsubscribed: "they have unsubscribed from care mails",
  "hard-bounce": "mails to their address bounced",
  complaint: "they complained of a mail",
  "by-hand": "their address was suppressed by hand",
  "too-many": "the customer, or their address, gets no more care mails within 7 days",
  trouble: "the mail could not be made: the log tells why",
};

/** What is known of somebody who is to be written to. */
interface Standing {
  readonly isInactive: boolean;
  readonly address: string | undefined;
  readonly consents: boolean;
  readonly refusal: Refusal | undefined;
  /** When their customer was or will be written to, and when their address. */
  readonly turns: Turns;
  readonly addressTurns: Turns;
}

interface Restraint {
  readonly mostInSevenDays: number;
  readonly quietHours?: QuietHours | undefined;
  /** The company's time zone. */
  readonly zone: string;
}

/** What is to be done: written at an instant, or not at all. */
export type Verdict =
  | { readonly do: "send"; readonly at: Date }
  | { readonly do: "hold"; readonly reason: HoldReason };

/**
 * Customers are to be cared for, not harassed (DOMAIN §11): the one rule that decides whether somebody is written to,
 * and when. Pure.
 * @param wished when the mail is to go out; quiet hours move it to their end
 */
export function restraint(
  { isInactive, address, consents, refusal, turns, addressTurns }: Standing,
  wished: Date,
  { mostInSevenDays, quietHours, zone }: Restraint,
): Verdict {
  if (isInactive) return { do: "hold", reason: "inactive" };
  if (address === undefined) return { do: "hold", reason: "no-address" };
  if (!consents) return { do: "hold", reason: "no-consent" };
  if (refusal !== undefined) return { do: "hold", reason: refusal };
  const at = outOfQuietHours(wished, quietHours, zone);
  if (![turns, addressTurns].every((taken) => hasTurn(taken, at, mostInSevenDays)))
    return { do: "hold", reason: "too-many" };
  return { do: "send", at };
}
