import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { documents, tableName } from "./client.ts";
import { TABLE } from "./definition.ts";
import type { Item } from "./entity.ts";

/** What can be queried: the table itself and its indexes. */
export const INDEXES = { table: TABLE.key, ...TABLE.indexes } as const;
export type IndexName = keyof typeof INDEXES;

/** One key of one index: what one query reads. */
export interface Partition {
  readonly index: IndexName;
  readonly key: string;
  /** A page takes from here only sort keys that begin so. */
  readonly prefix?: string;
  /** Which of its items a page takes from here; what it leaves out, another partition gives. */
  readonly takes?: (item: Item) => boolean;
}

export interface Range {
  /** Only sort keys that begin so. */
  readonly prefix?: string | undefined;
  /** Only sort keys between these, both included. */
  readonly between?: readonly [string, string] | undefined;
  /** Only sort keys past this one, in the direction read. */
  readonly after?: string | undefined;
}

export interface QueryOptions {
  readonly range?: Range;
  readonly order: "ascending" | "descending";
  /** Gives items that pass; the query goes on until enough have. */
  readonly passes?: ((item: Item) => boolean) | undefined;
  /** How many items are wanted; all of them unless told. */
  readonly limit?: number;
  /** How many items are looked at, about, before reading is broken off; as many as it takes unless told. */
  readonly most?: number;
}

/** What was read of a partition. */
interface Reading {
  readonly items: Item[];
  /** The sort key of the last item looked at, where reading was broken off. */
  readonly brokenOffAt?: string;
}

/** Reads a partition in order: one call, more only past 1 MB or when too few items pass the filter. */
export async function query(partition: Partition, options: Omit<QueryOptions, "most">): Promise<Item[]> {
  return (await read(partition, options)).items;
}

/** The same, and where it was broken off because too little passed. */
export async function read({ index, key }: Partition, options: QueryOptions): Promise<Reading> {
  const { limit = Number.POSITIVE_INFINITY, most = Number.POSITIVE_INFINITY, passes, range = {} } = options;
  const bounds = boundsOf(options);
  if (bounds === "nothing") return { items: [] };
  const { sort } = INDEXES[index];
  const chosen: Item[] = [];
  let looked = 0;
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await documents().send(
      new QueryCommand({
        TableName: tableName(),
        ...(index === "table" ? { ConsistentRead: true } : { IndexName: index }),
        ...keyCondition(index, key, bounds),
        ScanIndexForward: options.order === "ascending",
        ExclusiveStartKey: start,
        ...(Number.isFinite(limit) && { Limit: pageSize(limit - chosen.length, looked, options) }),
      }),
    );
    for (const item of Items) {
      if (item[sort] !== range.after && (passes === undefined || passes(item))) chosen.push(item);
    }
    looked += Items.length;
    start = LastEvaluatedKey;
  } while (start !== undefined && chosen.length < limit && looked < most);
  const items = chosen.slice(0, limit);
  const isBrokenOff = start !== undefined && chosen.length < limit;
  return { items, ...(isBrokenOff && { brokenOffAt: String(start?.[sort]) }) };
}

/** With a filter several times as many are read at once, since most may not pass; and ever more while few do. */
function pageSize(missing: number, looked: number, { passes, range }: QueryOptions): number {
  const wanted = range?.after === undefined ? missing : missing + 1;
  return passes === undefined ? wanted : Math.min(1000, Math.max(wanted * 8, looked));
}

interface Bounds {
  readonly low: string | undefined;
  readonly high: string | undefined;
}

/** Key conditions have no exclusive BETWEEN: `after` is read too and left out afterwards. */
function boundsOf({ range = {}, order }: QueryOptions): Bounds | "nothing" {
  const { after, between, prefix } = range;
  const [from, until] = between ?? withPrefix(prefix);
  const low = order === "ascending" && after !== undefined && after > (from ?? "") ? after : from;
  const high =
    order === "descending" && after !== undefined && (until === undefined || after < until) ? after : until;
  // A page went past all of it: DynamoDB refuses such a condition.
  return low !== undefined && high !== undefined && low > high ? "nothing" : { low, high };
}

function keyCondition(index: IndexName, key: string, { low, high }: Bounds) {
  const { partition: pk, sort: sk } = INDEXES[index];
  const bounds = [low !== undefined && "#sk >= :low", high !== undefined && "#sk <= :high"].filter(
    (bound) => bound !== false,
  );
  const sorted = bounds.length === 2 ? ["#sk BETWEEN :low AND :high"] : bounds;
  return {
    KeyConditionExpression: ["#pk = :pk", ...sorted].join(" AND "),
    ExpressionAttributeNames: { "#pk": pk, ...(sorted.length > 0 && { "#sk": sk }) },
    ExpressionAttributeValues: {
      ":pk": key,
      ...(low !== undefined && { ":low": low }),
      ...(high !== undefined && { ":high": high }),
    },
  };
}

function withPrefix(prefix: string | undefined): readonly [string | undefined, string | undefined] {
  // Everything begins with nothing, and no key may be empty.
  return prefix === undefined || prefix === "" ? [undefined, undefined] : [prefix, `${prefix}\u{10FFFF}`];
}
