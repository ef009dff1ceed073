import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { documents, tableName } from "../table/client.ts";
import type { Item } from "../table/entity.ts";
import { HOUR } from "../time/units.ts";
import { type Dimensions, type Ledger, type Measures, totalAttributes, totalKey } from "./ledger.ts";
import { difference, measureAttribute, measuresOf, sum } from "./measures.ts";
import { sourcesOf } from "./totals.ts";

/** How long a change may still be on its way through the stream, in milliseconds: a day's retention and an hour. */
const IN_FLIGHT = 25 * HOUR;

/** Revisions that one total can keep: an item holds 400 kB. */
const MOST_SEEN = 4000;

/** A total beside what its sources come to. */
interface Comparison {
  readonly there: Item | undefined;
  readonly sources: readonly Item[];
  readonly right: Measures;
  /** What the total lacks; empty when it is right. */
  readonly drift: Measures;
}

/** Compares a total with its sources, both read consistently. */
export async function compare(ledger: Ledger, index: number, dimensions: Dimensions): Promise<Comparison> {
  const { Item } = await documents().send(
    new GetCommand({
      TableName: tableName(),
      Key: totalKey(ledger, index, dimensions),
      ConsistentRead: true,
    }),
  );
  const sources = await sourcesOf(ledger, index, dimensions);
  const right = sum(sources.map(measuresOf));
  return { there: Item, sources, right, drift: difference(measuresOf(Item), right) };
}

/**
 * Sets a total right. It keeps the revisions of those sources whose changes the stream may still deliver, so that they
 * are not added once more.
 * @returns `even` when it has become right by itself; `left` when more sources changed within a day than one item can hold
 */
export async function repaired(
  ledger: Ledger,
  index: number,
  dimensions: Dimensions,
  now: Date,
): Promise<"repaired" | "even" | "left"> {
  for (;;) {
    const { there, sources, right, drift } = await compare(ledger, index, dimensions);
    if (Object.keys(drift).length === 0) return "even";
    const reconciled = seenIn(sources, now);
    if (Object.keys(reconciled).length > MOST_SEEN) return "left";
    const measures = Object.entries(right).map(([measure, value]) => [measureAttribute(measure), value]);
    const written = await writeUnlessMoved(there, {
      ...totalKey(ledger, index, dimensions),
      ...totalAttributes(ledger, index, dimensions),
      ...Object.fromEntries(measures),
      position: there?.position ?? "",
      revision: Number(there?.revision ?? 0) + 1,
      reconciled,
    });
    if (written) return "repaired";
  }
}

function seenIn(sources: readonly Item[], now: Date): Record<string, number> {
  const since = now.getTime() - IN_FLIGHT;
  const recent = sources.filter(
    ({ changedAt }) => changedAt === undefined || Date.parse(String(changedAt)) > since,
  );
  return Object.fromEntries(recent.map((source) => [String(source.sk), Number(source.revision)]));
}

/** @returns whether the total was as read; otherwise the stream has moved on and all is to be looked at again */
async function writeUnlessMoved(there: Item | undefined, total: Item): Promise<boolean> {
  try {
    await documents().send(
      new PutCommand({
        TableName: tableName(),
        Item: total,
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
