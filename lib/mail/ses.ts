import { setTimeout as sleep } from "node:timers/promises";
import { SESClient, SESServiceException, SendRawEmailCommand } from "@aws-sdk/client-ses";
import { perProcess } from "../process.ts";
import { MAIL_TAG } from "./mail.ts";

/** What became of an attempt to hand a mail to SES. */
export type Attempt =
  | { readonly outcome: "sent"; readonly sesMessageId: string }
  /** SES will never take it. */
  | { readonly outcome: "refused"; readonly error: string }
  /** SES did not take it now: too many at once, or trouble on its side. */
  | { readonly outcome: "delayed"; readonly error: string }
  /** No answer came: nobody knows. */
  | { readonly outcome: "unknown"; readonly error: string };

const TRIES = 3;
/** Before the next try, doubled each time, in milliseconds. */
const PAUSE = 300;

/** What no repetition makes better. */
const FINAL = new Set(["MessageRejected", "InvalidParameterValue", "InvalidParameterValueException"]);

// The SDK's own repetitions are off, since they repeat what had no answer too.
const ses = perProcess(
  () =>
    new SESClient({
      maxAttempts: 1,
      requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000 },
    }),
  (client) => client.destroy(),
);

/**
 * Hands a message to SES; what it answered that it did not take is tried a few times.
 */
export async function handToSes(
  raw: Uint8Array,
  { from, to, mailId }: { from: string; to: string; mailId: string },
): Promise<Attempt> {
  const command = new SendRawEmailCommand({
    Source: from,
    Destinations: [to],
    RawMessage: { Data: raw },
    // Comes back in the events that tell what became of it.
    Tags: [{ Name: MAIL_TAG, Value: mailId }],
  });
  for (let tries = 1; ; tries++) {
    try {
      const { MessageId = "" } = await ses().send(command);
      return { outcome: "sent", sesMessageId: MessageId };
    } catch (error) {
      const attempt = read(error);
      if (attempt.outcome !== "delayed" || tries === TRIES) return attempt;
      await sleep(PAUSE * 2 ** tries);
    }
  }
}

function read(error: unknown): Attempt {
  const name = error instanceof Error ? error.name : "UnknownError";
  if (!(error instanceof SESServiceException)) return { outcome: "unknown", error: name };
  return FINAL.has(name) ? { outcome: "refused", error: name } : { outcome: "delayed", error: name };
}
