import { GREETINGS_HELD, GREETINGS_SENT } from "../metrics/mails.ts";
import { measure } from "../metrics/measure.ts";
import type { StreamChange } from "../table/stream.ts";

const SENT = new Set<unknown>(["sent", "delivered", "bounced", "complained"]);

/** Tells CloudWatch of greetings that were sent, and of those that were held back. */
export function measureCare(changes: readonly StreamChange[]): void {
  for (const { was, is } of changes) {
    if (is?.entity !== "care-mail") continue;
    if (was === undefined && is.status === "held") measure(GREETINGS_HELD, 1);
    if (SENT.has(is.status) && !SENT.has(was?.status)) measure(GREETINGS_SENT, 1);
  }
}
