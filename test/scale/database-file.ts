import { copyFileSync, renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

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
