import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { type Occurrence, SOURCE } from "../../events/event.ts";
import { environment } from "../environment.ts";
import { perProcess } from "../process.ts";

/** The most events EventBridge takes in one call. */
export const MOST_EVENTS = 10;

const bus = perProcess(
  () => new EventBridgeClient({ maxAttempts: 5 }),
  (client) => client.destroy(),
);

/**
 * Puts events on the bus.
 * @throws Error when the bus refuses some: the stream delivers their records again
 */
export async function publish(occurrences: readonly Occurrence[]): Promise<void> {
  for (let from = 0; from < occurrences.length; from += MOST_EVENTS) {
    const { FailedEntryCount = 0, Entries } = await bus().send(
      new PutEventsCommand({
        Entries: occurrences
          .slice(from, from + MOST_EVENTS)
          .map(({ name, version, detail, correlationId }) => ({
            EventBusName: environment("bus"),
            Source: SOURCE,
            DetailType: name,
            Detail: JSON.stringify({ version, correlationId, ...Object(detail) }),
          })),
      }),
    );
    const refused = Entries?.find(({ ErrorCode }) => ErrorCode !== undefined);
    if (FailedEntryCount > 0)
      throw new Error(`the bus refused ${FailedEntryCount} events: ${refused?.ErrorCode}`);
  }
}
