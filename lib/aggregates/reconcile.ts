import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { documents, tableName } from "../table/client.ts";
import type { Item } from "../table/entity.ts";
import { query } from "../table/query.ts";
import { readDimensions } from "./contribution.ts";
import {
  type Dimensions,
  entriesOfMonth,
  type Ledger,
  type Measures,
  totalAttributes,
  totalKey,
  totalsOfLevel,
} from "./ledger.ts";
import { difference, measureAttribute, measuresOf, sum } from "./measures.ts";
import { sourcesOf } from "./totals.ts";

/** A total that did not equal its sources. */
export interface Drift {
  readonly ledger: string;
  readonly level: string;
  readonly dimensions: Dimensions;
  /** What the total lacked; negative where it held too much. */
  readonly difference: Measures;
}

export interface Reconciliation {
  readonly checked: number;
  readonly drifts: readonly Drift[];
}

/** How long a change may still be on its way through the stream, in milliseconds: a day's retention and an hour. */
const IN_FLIGHT = 25 * 60 * 60 * 1000;

/** How often, and how long apart in milliseconds, a difference is looked at again before it counts: the stream may be behind. */
const LOOKS = 8;
const APART = 250;

/**
 * Recomputes every total of a ledger's month from its entries, the finest level first, and reports each difference;
 * with `repair` it writes the right total. Changes still on their way through the stream are not counted twice:
 * the repaired total keeps the revisions it has seen.
 */
export async function reconcile(
  ledger: Ledger,
  month: string,
  { repair, now }: { repair: boolean; now: Date },
): Promise<Reconciliation> {
  const drifts: Drift[] = [];
  let checked = 0;
  for (const [index, level] of ledger.levels.entries()) {
    for (const dimensions of await dimensionsToCheck(ledger, index, month)) {
      checked += 1;
      const found = await settle(ledger, index, dimensions, { repair, now });
      if (Object.keys(found).length > 0)
        drifts.push({ ledger: ledger.name, level: level.name, dimensions, difference: found });
    }
  }
  return { checked, drifts };
}

/** Totals that should be there by the month's entries, and those that are there, entries or none. */
async function dimensionsToCheck(ledger: Ledger, index: number, month: string): Promise<Dimensions[]> {
  const level = ledger.levels[index];
  if (level === undefined) return [];
  const entries = await query({ index: "byAll", key: entriesOfMonth(ledger, month) }, { order: "ascending" });
  const standing = await query(
    { index: "byAll", key: totalsOfLevel(ledger, level, month) },
    { order: "ascending" },
  );
  const unique = new Map<string, Dimensions>();
  for (const item of [...entries, ...standing]) {
    const all = readDimensions(item);
    const own = Object.fromEntries(level.by.map((dimension) => [dimension, all[dimension] ?? ""]));
    unique.set(JSON.stringify(own), own);
  }
  return [...unique.values()];
}

async function settle(
  ledger: Ledger,
  index: number,
  dimensions: Dimensions,
  { repair, now }: { repair: boolean; now: Date },
): Promise<Measures> {
  for (let look = 1; ; look++) {
    const there = await read(ledger, index, dimensions);
    const sources = await sourcesOf(ledger, index, dimensions);
    const right = sum(sources.map(measuresOf));
    const drift = difference(measuresOf(there), right);
    if (Object.keys(drift).length === 0) return drift;
    if (look < LOOKS) await new Promise((resolve) => setTimeout(resolve, APART));
    else if (!repair || (await write(ledger, index, dimensions, there, right, seenIn(sources, now))))
      return drift;
  }
}

async function read(ledger: Ledger, index: number, dimensions: Dimensions): Promise<Item | undefined> {
  const { Item } = await documents().send(
    new GetCommand({
      TableName: tableName(),
      Key: totalKey(ledger, index, dimensions),
      ConsistentRead: true,
    }),
  );
  return Item;
}

/** Revisions of the sources that the stream may still deliver. */
function seenIn(sources: readonly Item[], now: Date): Record<string, number> {
  const since = now.getTime() - IN_FLIGHT;
  const recent = sources.filter(
    ({ changedAt }) => changedAt === undefined || Date.parse(String(changedAt)) > since,
  );
  return Object.fromEntries(recent.map((source) => [String(source.sk), Number(source.revision)]));
}

/** @returns whether the total was as read; otherwise the stream has moved on and all is to be looked at again */
async function write(
  ledger: Ledger,
  index: number,
  dimensions: Dimensions,
  there: Item | undefined,
  right: Measures,
  reconciled: Record<string, number>,
): Promise<boolean> {
  const measures = Object.entries(right).map(([measure, value]) => [measureAttribute(measure), value]);
  try {
    await documents().send(
      new PutCommand({
        TableName: tableName(),
        Item: {
          ...totalKey(ledger, index, dimensions),
          ...totalAttributes(ledger, index, dimensions),
          ...Object.fromEntries(measures),
          stream: there?.stream ?? "",
          position: there?.position ?? "",
          revision: Number(there?.revision ?? 0) + 1,
          reconciled,
        },
        ...(there === undefined
          ? { ConditionExpression: "attribute_not_exists(pk)" }
          : {
              ConditionExpression: "#revision = :revision",
              ExpressionAttributeNames: { "#revision": "revision" },
              ExpressionAttributeValues: { ":revision": there.revision },
            }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
