import type { EventBridgeEvent } from "aws-lambda";
import type * as z from "zod";
import type { EventContract } from "../../events/event.ts";

/**
 * The handler of a function that reacts to events of the bus: their detail is parsed by the contract that announced
 * them. What it throws is delivered again.
 */
export function reaction<S extends z.ZodType>(
  contracts: readonly EventContract<S>[],
  react: (detail: z.output<S>, name: string) => Promise<void>,
) {
  const known = new Map(contracts.map((contract) => [contract.name, contract]));
  return async (event: Pick<EventBridgeEvent<string, unknown>, "detail-type" | "detail">): Promise<void> => {
    const contract = known.get(event["detail-type"]);
    if (contract === undefined) throw new Error(`nothing is known of the event ${event["detail-type"]}`);
    await react(contract.detail.parse(event.detail), contract.name);
  };
}
