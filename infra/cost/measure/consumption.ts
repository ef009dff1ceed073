/** What one call to DynamoDB took. */
export interface Consumption {
  readonly reads: number;
  readonly writes: number;
  /** Bytes that it put of items which expire within days. */
  readonly passing: number;
}

const READS = /^(Get|BatchGet|Query|Scan|TransactGet)/;

/** The same input, asking for the capacity that it takes. */
export function asking<I extends object>(input: I): I {
  return { ...input, ReturnConsumedCapacity: "TOTAL" };
}

/**
 * What a call took, as its answer says. DynamoDB Local counts twice also what a transaction writes into indexes; AWS
 * documents that of the table's items, so that the sheet may say too much here, not too little.
 */
export function consumptionOf(command: string, input: object, output: unknown): Consumption {
  const units = unitsIn(output);
  const isRead = READS.test(command);
  return {
    reads: isRead ? Math.max(units, leastOf(command, input)) : 0,
    writes: isRead ? 0 : units,
    passing: putBy(input).reduce((sum, item) => sum + ("ttl" in item ? sizeOf(item) : 0), 0),
  };
}

/**
 * What a refused write took, of which DynamoDB tells nothing: a unit for each item that it was to write, two in a
 * transaction.
 */
export function consumptionOfRefusal(command: string, input: object): Consumption {
  const { TransactItems = [] }: { TransactItems?: readonly unknown[] } = input;
  const isRead = READS.test(command);
  return { reads: 0, writes: isRead ? 0 : 2 * TransactItems.length || 1, passing: 0 };
}

/** AWS counts a query that finds nothing as one of an item; DynamoDB Local counts it as nothing. */
function leastOf(command: string, { ConsistentRead = false }: { ConsistentRead?: boolean }): number {
  if (command !== "Query") return 0;
  return ConsistentRead ? 1 : 0.5;
}

function unitsIn(output: unknown): number {
  const { ConsumedCapacity } = Object(output);
  const tables: readonly unknown[] = Array.isArray(ConsumedCapacity) ? ConsumedCapacity : [ConsumedCapacity];
  return tables.reduce<number>((sum, table) => sum + Number(Object(table).CapacityUnits ?? 0), 0);
}

/** The items that an input puts. */
function putBy(input: object): object[] {
  const {
    Item,
    TransactItems = [],
  }: { Item?: object; TransactItems?: readonly { Put?: { Item?: object } }[] } = input;
  return [Item, ...TransactItems.map(({ Put }) => Put?.Item)].filter((item) => item !== undefined);
}

/** About what an item takes: names and values, as text. */
function sizeOf(item: object): number {
  return Buffer.byteLength(JSON.stringify(item));
}
