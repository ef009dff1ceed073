import { documents } from "../../../lib/table/client.ts";

interface Consumed {
  readonly CapacityUnits?: number;
}

/** Counts the write units that this process spends on the table from now on. */
export function countUnits(): () => number {
  let units = 0;
  documents().middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        if (!/Write|Put|Update|Delete/.test(commandName)) return next(args);
        const input = { ...args.input, ReturnConsumedCapacity: "TOTAL" };
        const answer = await next({ ...args, input });
        const { ConsumedCapacity: consumed } = Object(answer.output) as {
          ConsumedCapacity?: Consumed | Consumed[];
        };
        for (const { CapacityUnits = 0 } of [consumed ?? []].flat()) units += CapacityUnits;
        return answer;
      },
    { name: "countUnits", step: "initialize" },
  );
  return () => units;
}
