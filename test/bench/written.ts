import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { databaseCalls } from "../../infra/local/database-call.ts";
import { TABLE_NAME } from "../../infra/local/local-environment.ts";
import { iteratorAt, mended, pageAt, shardsOf } from "../../infra/local/shards.ts";
import type { Item } from "../../lib/table/entity.ts";

/** What a local table's stream tells of it. Some hundred times as fast as a scan, which DynamoDB Local sorts anew for every page. */
export interface Written {
  /** How many writes there were, an item written twice counted twice. */
  readonly writes: number;
  /** Every item as it was written last, those removed left out. */
  readonly items: readonly Item[];
}

/** What the stream keeps beside what a request itself writes. */
export const KEPT_BY_STREAM: ReadonlySet<string> = new Set(["history", "timeline", "copy", "total"]);

/** Everything written to the product's table, or only what followed the first so many writes. */
export async function written(database: string, skip = 0): Promise<Written> {
  const { call, close } = databaseCalls(Number(new URL(database).port));
  try {
    const streamArn = streamOf(await call("DynamoDB_20120810.DescribeTable", { TableName: TABLE_NAME }));
    const last = new Map<string, Record<string, AttributeValue> | undefined>();
    let writes = 0;
    for (const { id } of await shardsOf(call, streamArn)) {
      let iterator = await iteratorAt(call, streamArn, id, undefined);
      while (iterator !== undefined) {
        const page = await pageAt(call, streamArn, iterator, 1000);
        for (const { record } of page?.records.map(mended) ?? []) {
          writes += 1;
          if (writes <= skip) continue;
          const { Keys, NewImage } = Object(record.dynamodb);
          last.set(JSON.stringify(Keys), NewImage);
        }
        iterator = page === undefined || page.records.length === 0 ? undefined : page.next;
      }
    }
    const items = [...last.values()].filter((image) => image !== undefined);
    return { writes: writes - skip, items: items.map((image) => unmarshall(image)) };
  } finally {
    close();
  }
}

function streamOf(description: unknown): string {
  const { Table } = Object(description);
  return String(Table?.LatestStreamArn);
}
