import { following } from "../log/invocation.ts";
import { logger } from "../log/logger.ts";
import { EVENTS_ANNOUNCED } from "../metrics/flow.ts";
import { measure } from "../metrics/measure.ts";
import type { Noun } from "../projections/noun.ts";
import { inParallel } from "../table/in-parallel.ts";
import { attempt, type Failure, type StreamChange } from "../table/stream.ts";
import { MOST_EVENTS, publish } from "./publish.ts";

/** Calls to the bus under way at once. */
const AT_ONCE = 4;

/**
 * Puts on the bus the events that follow from a batch of changes, as many in a call as it takes; the bus keeps no order
 * anyway. What fails is to be delivered again from the first change concerned; what worked is then announced twice.
 */
export async function announce(
  changes: readonly StreamChange[],
  nouns: ReadonlyMap<string, Noun>,
): Promise<readonly Failure[]> {
  const events = changes.flatMap(({ position, was, is }) => {
    const follow = is === undefined ? [] : (nouns.get(String(is.entity))?.announce(was, is) ?? []);
    const correlationId = is?.correlationId === undefined ? undefined : String(is.correlationId);
    return follow.map((event) => ({ position, event: { ...event, correlationId } }));
  });
  const calls = Array.from({ length: Math.ceil(events.length / MOST_EVENTS) }, (_, index) =>
    events.slice(index * MOST_EVENTS, (index + 1) * MOST_EVENTS),
  );
  const outcomes = await inParallel(calls, AT_ONCE, (call) =>
    attempt(call[0]?.position, async () => {
      await publish(call.map(({ event }) => event));
      for (const { event } of call)
        following(event.correlationId, () => logger.debug("announced", { event: event.name }));
      measure(EVENTS_ANNOUNCED, call.length);
    }),
  );
  return outcomes.flat();
}
