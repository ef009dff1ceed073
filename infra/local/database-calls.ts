import { AsyncLocalStorage } from "node:async_hooks";
import { documents } from "../../lib/table/client.ts";

interface Count {
  calls: number;
}

const current = new AsyncLocalStorage<Count>();
const READS = /^(Get|BatchGet|Query|Scan|TransactGet)/;

/**
 * Watches the functions' DynamoDB client: counts the calls of each request and tells of every write that succeeded.
 * @param wrote called after each write, so that stream readers need not poll often
 */
export function watchDatabaseCalls(wrote: () => void): void {
  documents().middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        const count = current.getStore();
        if (count !== undefined) count.calls += 1;
        const answer = await next(args);
        if (!READS.test(commandName)) wrote();
        return answer;
      },
    { name: "watchDatabaseCalls", step: "initialize", override: true },
  );
}

/** Runs something and counts the DynamoDB calls that it makes. */
export async function countingCalls<T>(
  run: () => Promise<T>,
): Promise<{ readonly result: T; readonly calls: number }> {
  const count = { calls: 0 };
  const result = await current.run(count, run);
  return { result, calls: count.calls };
}
