import type { DynamoDBRecord } from "aws-lambda";
import { type Database, startDatabase } from "../../infra/local/database.ts";
import { setEnvironment, TABLE_NAME } from "../../infra/local/local-environment.ts";
import { iteratorAt, mended, pageAt, shardsOf } from "../../infra/local/shards.ts";
import { ensureTable } from "../../infra/local/table.ts";

/** The product's table in DynamoDB Local, and its stream in the hands of the test: nothing is delivered by itself. */
export interface TableStream {
  /** Every record that was not pulled before, in the stream's order. */
  pull(): Promise<DynamoDBRecord[]>;
  stop(): Promise<void>;
}

export async function startTableStream(): Promise<TableStream> {
  const database = await startDatabase({ port: 0, folder: undefined, optimise: true, died: () => {} });
  const nowhere = "http://127.0.0.1:9";
  setEnvironment({ database, services: nowhere, mailbox: nowhere, publicUrl: nowhere });
  await database.ready;
  const { streamArn } = await ensureTable(database.call, TABLE_NAME);
  return { pull: puller(database, streamArn), stop: () => database.stop() };
}

function puller({ call }: Database, streamArn: string): () => Promise<DynamoDBRecord[]> {
  const last = new Map<string, string>();
  return async () => {
    const pulled: DynamoDBRecord[] = [];
    for (const { id } of await shardsOf(call, streamArn)) {
      let iterator = await iteratorAt(call, streamArn, id, last.get(id));
      while (iterator !== undefined) {
        const page = await pageAt(call, streamArn, iterator, 1000);
        for (const { sequence, record } of page?.records.map(mended) ?? []) {
          last.set(id, sequence);
          pulled.push(record as DynamoDBRecord);
        }
        iterator = page?.records.length === 0 ? undefined : page?.next;
      }
    }
    return pulled;
  };
}
