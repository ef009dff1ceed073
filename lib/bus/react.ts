import type { EventBridgeEvent } from "aws-lambda";
import type * as z from "zod";
import type { EventContract } from "../../events/event.ts";
import { invoked } from "../log/invoked.ts";

/**
 * The handler of a function that reacts to events of the bus: their detail is parsed by the contract that announced
 * them. What it throws is delivered again. What comes of it goes on under the id of what led to the event.
 */
export function reaction<S extends z.ZodType>(
  contracts: readonly EventContract<S>[],
  react: (detail: z.output<S>, name: string) => Promise<void>,
) {
  const known = new Map(contracts.map((contract) => [contract.name, contract]));
  return invoked(async (event: Told): Promise<void> => {
    const contract = known.get(event["detail-type"]);
    if (contract === undefined) throw new Error(`nothing is known of the event ${event["detail-type"]}`);
    await react(contract.detail.parse(event.detail), contract.name);
  }, beganBy);
}

type Told = Pick<EventBridgeEvent<string, unknown>, "detail-type" | "detail"> & { readonly id?: string };

/** What led to an event; AWS's own events begin with themselves. */
function beganBy({ detail, id }: Told): string | undefined {
  const carried = typeof detail === "object" && detail !== null && "correlationId" in detail;
  return carried && typeof detail.correlationId === "string" ? detail.correlationId : id;
}
