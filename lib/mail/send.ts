import { environment } from "../environment.ts";
import { following } from "../log/invocation.ts";
import { logger } from "../log/logger.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { claimMail, settleDelayed, settleFailed, settleSent, settleSuppressed } from "./claim.ts";
import { type Content, compose, type Sender } from "./compose.ts";
import { type Letters, renderLetter } from "./letter.ts";
import type { LetterOrder, Mail } from "./mail.ts";
import { render } from "./render.ts";
import { handToSes } from "./ses.ts";

/**
 * How long a mail waits after each attempt that failed, in seconds; then it is given up. The bus repeats the first ones
 * itself, after one and two minutes; the others are the sweep's.
 */
const WAITS = [45, 105, 600, 1800, 3600, 7200, 14_400];

/** What came of sending a mail; `not-ours` when it is not to be sent now, or somebody else is sending it. */
export type Sending = "sent" | "suppressed" | "delayed" | "failed" | "not-ours";

/**
 * Sends a queued mail once, whoever else tries at the same moment. A reminder whose sender died is sent again after
 * its lease; what SES does not take now is tried again later and later, in the end given up. A mail to a customer who
 * refuses it by now is not sent.
 */
export async function sendMail(id: string, now: () => Date, letters: Letters): Promise<Sending> {
  const mail = await claimMail(id, now());
  if (mail === undefined) return "not-ours";
  return following(mail.correlationId, () => sendClaimed(mail, now, letters));
}

async function sendClaimed(mail: Mail, now: () => Date, letters: Letters): Promise<Sending> {
  if (mail.attempts > WAITS.length + 1) return fail(mail, "SenderDied", now());
  let ready: Ready;
  try {
    ready = await prepare(mail, letters);
  } catch (error) {
    // SES knows nothing of it yet: even a greeting may be tried again.
    return delay(mail, error instanceof Error ? error.name : "UnknownError", now());
  }
  if ("refusal" in ready) {
    await settleSuppressed(mail, ready.refusal, now());
    return "suppressed";
  }
  return hand(mail, ready, now);
}

/** What there is to send, or why there is nothing. */
type Ready =
  | { readonly refusal: string }
  | { readonly content: Content; readonly from: Sender; readonly written?: LetterOrder["sentFrom"] };

async function prepare(mail: Mail, letters: Letters): Promise<Ready> {
  const { name } = await setting(company);
  const from = { name, address: environment("mailFrom") };
  const { message, language } = mail;
  if (message !== undefined) return { content: render(message, name, language), from };
  const refusal = await letters.refusal(mail);
  if (refusal !== undefined) return { refusal };
  const letter = await letters.write(mail, name);
  const { unsubscribeUrl } = letter;
  return { content: { ...renderLetter(letter, name), unsubscribeUrl }, from, written: letter.from };
}

async function hand(
  mail: Mail,
  { content, from, written }: Exclude<Ready, { refusal: string }>,
  now: () => Date,
): Promise<Sending> {
  const raw = await compose(mail, content, from, now());
  const attempt = await handToSes(raw, { from: from.address, to: mail.to.address, mailId: mail.id });
  switch (attempt.outcome) {
    case "sent":
      await settleSent(mail, attempt.sesMessageId, now(), written);
      return "sent";
    case "refused":
      return fail(mail, attempt.error, now());
    case "delayed":
      return delay(mail, attempt.error, now());
    case "unknown":
      if (mail.whenUnknown === "give-up") return fail(mail, attempt.error, now());
      return delay(mail, attempt.error, now());
    default:
      return attempt satisfies never;
  }
}

async function delay(mail: Mail, error: string, now: Date): Promise<Sending> {
  const seconds = WAITS[mail.attempts - 1];
  if (seconds === undefined) return fail(mail, error, now);
  logger.warn("a mail has to wait", { mailId: mail.id, rule: mail.rule, error, seconds });
  await settleDelayed(mail, error, new Date(now.getTime() + seconds * 1000));
  return "delayed";
}

async function fail(mail: Mail, error: string, now: Date): Promise<Sending> {
  logger.error("a mail was given up", { mailId: mail.id, rule: mail.rule, error, attempts: mail.attempts });
  await settleFailed(mail, error, now);
  return "failed";
}
