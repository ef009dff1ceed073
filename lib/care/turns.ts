import * as z from "zod";
import { Problem } from "../problem/problem.ts";
import { tableName } from "../table/client.ts";
import type { Item } from "../table/entity.ts";
import type { Write } from "../table/write.ts";
import { instant } from "../time/calendar.ts";
import { DAY } from "../time/units.ts";

const SPAN = 7 * DAY;

/** When a customer or an address was or will be written to, and how often that was noted: what others write meanwhile is noticed. */
const turns = z.object({ version: z.int(), at: z.array(instant) });
export type Turns = z.infer<typeof turns>;

/**
 * Where the care mails of a customer are counted, or those of an address: a company has several, a family one.
 * @param whose the id of the customer, or of the recipient that an address is
 */
export function turnsKey(whose: string) {
  return { pk: `care-turns#${whose}`, sk: "care-turns" };
}

/** The turns that an item tells; none before the first. */
export function turnsOf(item: Item | undefined): Turns {
  return item === undefined ? { version: 0, at: [] } : turns.parse(item);
}

/**
 * Whether one more mail at an instant leaves every seven days with no more than `most`: those before it and those that
 * wait to be sent after it.
 */
export function hasTurn({ at: taken }: Turns, at: Date, most: number): boolean {
  const times = [...taken.map((text) => Date.parse(text)), at.getTime()].sort((a, b) => a - b);
  return times.every((time, index) => {
    const last = times[index + most];
    return last === undefined || last - time >= SPAN;
  });
}

/**
 * Notes one more mail to a customer or an address, in the transaction that queues it: of several at the same moment one stands, and the
 * others decide again from what it left.
 */
export function takeTurn(whose: string, before: Turns, at: Date): Write {
  const kept = before.at.filter((text) => Date.parse(text) > at.getTime() - 2 * SPAN);
  const last = Math.max(at.getTime(), ...kept.map((text) => Date.parse(text)));
  const next: Turns = { version: before.version + 1, at: [...kept, at.toISOString()] };
  return {
    label: turnLabel(whose),
    item: {
      Put: {
        TableName: tableName(),
        Item: {
          ...turnsKey(whose),
          entity: "care-turns",
          ...next,
          ttl: Math.ceil((last + 2 * SPAN) / 1000),
        },
        ...(before.version === 0
          ? { ConditionExpression: "attribute_not_exists(pk)" }
          : {
              ConditionExpression: "#version = :version",
              ExpressionAttributeNames: { "#version": "version" },
              ExpressionAttributeValues: { ":version": before.version },
            }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
    refused: () => new Problem("conflict", "the customer is being written to at this moment"),
  };
}

/** Names the write to `Change.retry`. */
export function turnLabel(whose: string): string {
  return `turn:${whose}`;
}
