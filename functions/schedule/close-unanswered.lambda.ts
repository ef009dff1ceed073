import { closeUnanswered, closingSignal } from "../../lib/service-requests/closing.ts";
import { commit } from "../../lib/table/commit.ts";
import { now } from "../../lib/time/clock.ts";

export async function handler(event: unknown): Promise<void> {
  await commit(await closeUnanswered(closingSignal.parse(event), now()));
}
