import { copyFileSync, renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { databaseCalls } from "../../infra/local/database-call.ts";
import { TABLE_NAME } from "../../infra/local/local-environment.ts";
import { TABLE } from "../../lib/table/definition.ts";

/** Copies the file of a DynamoDB Local that was stopped, with what its log still held. */
export function copyDatabase(file: string, copy: string): void {
  const database = new DatabaseSync(file);
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
  copyFileSync(file, copy);
}

/** Puts another file in the place of one whose DynamoDB Local was stopped. */
export function replaceDatabase(file: string, by: string): void {
  for (const log of ["-wal", "-shm"]) rmSync(`${file}${log}`, { force: true });
  renameSync(by, file);
}

/** Lets nothing expire: DynamoDB Local looks for it by reading the whole table, and answers nobody meanwhile. */
export async function expiryOff(port: number): Promise<void> {
  const { call, close } = databaseCalls(port);
  await call("DynamoDB_20120810.UpdateTimeToLive", {
    TableName: TABLE_NAME,
    TimeToLiveSpecification: { AttributeName: TABLE.ttl, Enabled: false },
  });
  close();
}
