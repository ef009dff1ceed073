import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { TABLE_NAME } from "../../infra/local/local-environment.ts";
import { TABLE } from "../../lib/table/definition.ts";
import type { Item } from "../../lib/table/entity.ts";

/** Index keys as DynamoDB Local numbers them: as they come in the table's definition. */
const INDEX_KEYS = [
  ...new Set(Object.values(TABLE.indexes).flatMap(({ partition, sort }) => [partition, sort])),
];
const COLUMNS = [
  ...["hashKey", "rangeKey", "hashValue", "rangeValue", "itemSize", "ObjectJSON", "hashRangeValue"],
  ...INDEX_KEYS.map((_, number) => `indexKey_${number}`),
];

/** Writes items into a table that nobody else writes. */
export interface Writer {
  /** Takes out what is there. */
  take(): Item[];
  write(items: readonly Item[]): void;
  /** Makes the indexes of what was written. */
  end(): void;
  readonly written: number;
}

/**
 * Opens a writer straight into the file of a DynamoDB Local that is not running, without its indexes, which are made when all is
 * written: many times what goes through its API, where a million customers take hours. The file is SQLite's, a row an item.
 * @throws Error when the file is not as this knows it
 */
export function openWriter(file: string): Writer {
  const database = new DatabaseSync(file);
  for (const pragma of ["journal_mode = MEMORY", "synchronous = OFF", "cache_size = -1500000"])
    database.exec(`PRAGMA ${pragma}`);
  const columns = database.prepare(`SELECT name FROM pragma_table_info(?)`).all(TABLE_NAME);
  if (columns.map(({ name }) => name).join() !== COLUMNS.join())
    throw new Error(`this DynamoDB Local keeps its items otherwise: ${JSON.stringify(columns)}`);
  const indexes = database
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL")
    .all(TABLE_NAME);
  for (const { name } of indexes) database.exec(`DROP INDEX "${name}"`);
  const insert = database.prepare(
    `INSERT INTO "${TABLE_NAME}" (${COLUMNS.join()}) VALUES (${COLUMNS.map(() => "?").join()})`,
  );
  database.exec("BEGIN");
  let written = 0;
  return {
    take() {
      const rows = database.prepare(`SELECT ObjectJSON FROM "${TABLE_NAME}"`).all();
      database.exec(`DELETE FROM "${TABLE_NAME}"`);
      return rows.map(({ ObjectJSON }) => unmarshall(JSON.parse(textOf(ObjectJSON))));
    },
    write(items) {
      for (const item of items) insert.run(...rowOf(item));
      written += items.length;
    },
    end() {
      database.exec("COMMIT");
      for (const { sql } of indexes) database.exec(String(sql));
      database.exec("PRAGMA journal_mode = WAL");
      database.close();
    },
    get written() {
      return written;
    },
  };
}

function rowOf(item: Item) {
  const json = Buffer.from(JSON.stringify(wire(item)));
  const keys = [item[TABLE.key.partition], item[TABLE.key.sort]].map(bytes);
  // They only order what has the same sort key: any digest will do.
  const digests = [...keys, Buffer.concat(keys)].map((key) => createHash("sha1").update(key).digest());
  const [pk, sk, whole] = digests;
  const indexed = INDEX_KEYS.map((name) => (item[name] === undefined ? null : bytes(item[name])));
  return [keys[0]!, keys[1]!, pk!, sk!, json.length, json, whole!, ...indexed];
}

const textOf = (json: unknown) => (json instanceof Uint8Array ? Buffer.from(json).toString() : String(json));
const bytes = (value: unknown) => Buffer.from(String(value));

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
