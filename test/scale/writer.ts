import { databaseCalls } from "../../infra/local/database-call.ts";
import { TABLE_NAME } from "../../infra/local/local-environment.ts";
import type { Item } from "../../lib/table/entity.ts";

/**
 * How items are written. Into memory by batches: 4,300 a second against 2,300 by transactions, on two shared cores. Into
 * files by transactions of a hundred: DynamoDB Local commits each item of a batch on its own, which makes its log grow
 * by 54 kB an item and never shrink.
 */
export type Way = "batches" | "transactions";

const AT_ONCE = 4;
const MOST = { batches: 25, transactions: 100 } as const satisfies Record<Way, number>;

/** Writes items into a table that nobody else writes, a few calls at once. */
export interface Writer {
  /** Resolves when there is room for more. */
  write(items: readonly Item[]): Promise<void>;
  /** Writes what is left and resolves when all is written. */
  end(): Promise<void>;
  readonly written: number;
}

/**
 * Switches the table's stream off, so that nothing follows from what is written, and opens a writer. It talks to the
 * database without the SDK, whose own time would be most of each write.
 */
export async function openWriter(databaseUrl: string, way: Way): Promise<Writer> {
  const { call, close } = databaseCalls(Number(new URL(databaseUrl).port));
  await call("DynamoDB_20120810.UpdateTable", {
    TableName: TABLE_NAME,
    StreamSpecification: { StreamEnabled: false },
  });
  const under = new Set<Promise<void>>();
  let waiting: Item[] = [];
  let written = 0;

  async function send(items: readonly Item[]): Promise<void> {
    if (way === "transactions") {
      const TransactItems = items.map((item) => ({ Put: { TableName: TABLE_NAME, Item: wire(item) } }));
      await call("DynamoDB_20120810.TransactWriteItems", { TransactItems });
    } else {
      const requests = items.map((item) => ({ PutRequest: { Item: wire(item) } }));
      await call("DynamoDB_20120810.BatchWriteItem", { RequestItems: { [TABLE_NAME]: requests } });
    }
    written += items.length;
  }

  async function begin(): Promise<void> {
    const items = waiting.splice(0, MOST[way]);
    const sending: Promise<void> = send(items).finally(() => under.delete(sending));
    under.add(sending);
    if (under.size >= AT_ONCE) await Promise.race(under);
  }

  return {
    async write(items) {
      waiting = waiting.concat(items);
      while (waiting.length >= MOST[way]) await begin();
    },
    async end() {
      while (waiting.length > 0) await begin();
      await Promise.all(under);
      close();
    },
    get written() {
      return written;
    },
  };
}

/** An item as DynamoDB has it on the wire. */
function wire(item: Item): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(item).flatMap(([name, value]) => (value === undefined ? [] : [[name, attribute(value)]])),
  );
}

function attribute(value: unknown): unknown {
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: value.map(attribute) };
  return { M: wire({ ...Object(value) }) };
}
