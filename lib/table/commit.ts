import { ConditionalCheckFailedException, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { PutCommand, TransactWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { correlationId } from "../log/invocation.ts";
import { Problem } from "../problem/problem.ts";
import { documents } from "./client.ts";
import type { Item } from "./entity.ts";
import type { Change, Refusal, Write } from "./write.ts";

/** The most writes DynamoDB takes in one transaction. */
export const MOST_WRITES = 100;

/** How often one command tries when others write the same items at that moment: some seconds in all. */
const ATTEMPTS = 40;

/**
 * Commits what a command decided, all of it or nothing, and gives its result.
 * A refused write leads to the change's own `retry`, else to the problem that the write names.
 * @throws Problem
 */
export async function commit<T>(change: Change<T>): Promise<T> {
  let attempt = change;
  for (let tries = 1; ; tries++) {
    if (attempt.writes.length === 0) return attempt.result;
    const refusals = await write(attempt.writes);
    if (refusals === undefined) {
      attempt.done?.();
      return attempt.result;
    }
    const [first] = refusals;
    if (first === undefined) {
      if (tries >= ATTEMPTS)
        throw new Problem("too-many-attempts", "others keep changing these records; try again in a moment");
      await pause(tries);
      continue;
    }
    const again = tries < ATTEMPTS ? await attempt.retry?.(refusals) : undefined;
    if (again === undefined) throw first.problem;
    attempt = again;
    // What a refusal brought is fresh and used at once; refused again, many want the same item: they spread.
    if (tries % 2 === 0) await pause(tries);
  }
}

/** Writes all or nothing: `undefined` when done, the refusals when conditions failed, none when others were in the way. */
async function write(decided: readonly Write[]): Promise<Refusal[] | undefined> {
  const writes = decided.map(tracked);
  const [only] = writes;
  try {
    if (writes.length === 1 && only?.item.Put !== undefined)
      await documents().send(new PutCommand(only.item.Put));
    else if (writes.length === 1 && only?.item.Update !== undefined)
      await documents().send(new UpdateCommand(only.item.Update));
    else await documents().send(new TransactWriteCommand({ TransactItems: writes.map(({ item }) => item) }));
    return undefined;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException && only !== undefined) {
      const there = error.Item === undefined ? undefined : unmarshall(error.Item);
      return isOwnEarlierWrite(only, there) ? undefined : [refusal(only, there)];
    }
    if (error instanceof TransactionCanceledException) return refusalsOf(error, writes);
    if (error instanceof Error && error.name === "TransactionConflictException") return [];
    throw error;
  }
}

/** Items carry, beside the actor, the id of what led to them: whatever the stream makes of them goes on under it. */
function tracked(write: Write): Write {
  const { Put } = write.item;
  const id = correlationId();
  if (Put === undefined || id === undefined) return write;
  return { ...write, item: { Put: { ...Put, Item: { ...Put.Item, correlationId: id } } } };
}

function refusalsOf(error: TransactionCanceledException, writes: readonly Write[]): Refusal[] {
  const reasons = error.CancellationReasons ?? [];
  const failed = reasons.flatMap((reason, index) => {
    const refused = writes[index];
    if (reason.Code !== "ConditionalCheckFailed" || refused === undefined) return [];
    return [refusal(refused, reason.Item === undefined ? undefined : unmarshall(reason.Item))];
  });
  const others = new Set(reasons.map(({ Code }) => Code));
  for (const passing of [
    "None",
    "ConditionalCheckFailed",
    "TransactionConflict",
    "ThrottlingError",
    "ProvisionedThroughputExceeded",
  ]) {
    others.delete(passing);
  }
  if (failed.length === 0 && others.size > 0) throw error;
  return failed;
}

function refusal(refused: Write, there: Item | undefined): Refusal {
  return { label: refused.label, there, problem: refused.refused(there) };
}

/** A put whose answer was lost is repeated by the SDK and then refused by its own first try. */
function isOwnEarlierWrite(refused: Write, there: Item | undefined): boolean {
  const mine = refused.item.Put?.Item?.writeId;
  return mine !== undefined && mine === there?.writeId;
}

function pause(tries: number): Promise<void> {
  const milliseconds = Math.random() * Math.min(20 * 2 ** tries, 800);
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
