import { GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { Problem } from "../problem/problem.ts";
import { instant } from "../time/calendar.ts";
import { documents, tableName } from "./client.ts";
import type { Item } from "./entity.ts";
import type { Stamp } from "./record.ts";
import { type Write, writeId } from "./write.ts";

/** Where a document stands: one of a few of its kind, known by a name and not by an id. */
export interface Place {
  /** All documents of a kind share a partition, so that all of them are one consistent query. */
  readonly partition: string;
  /** Names the noun to the stream, which keeps the history. */
  readonly entity: string;
  readonly name: string;
}

/** What stands there: the version rises by one with every write, whoever deletes it or makes it again. */
export const stored = z.object({
  version: z.int(),
  updatedAt: instant,
  updatedBy: z.string(),
  deletedAt: instant.optional(),
  value: z.unknown(),
});
export type Stored = z.infer<typeof stored>;

/** The id under which a document's history is kept. */
export function documentId({ entity, name }: Omit<Place, "partition">): string {
  return `${entity}:${name}`;
}

/** Key of a document. */
export function documentKey({ partition, name }: Pick<Place, "partition" | "name">) {
  return { pk: partition, sk: name };
}

/** Reads a document, consistently; a deleted one is given too. One call. */
export async function readDocument(place: Place): Promise<Stored | undefined> {
  const { Item } = await documents().send(
    new GetCommand({ TableName: tableName(), Key: documentKey(place), ConsistentRead: true }),
  );
  return Item === undefined ? undefined : stored.parse(Item);
}

/** The write of a document's next version, from the one that was read. */
export function putDocument(
  place: Place,
  value: unknown,
  previous: Stored | undefined,
  { by, now }: Stamp,
  options: { deleted?: boolean } = {},
): { readonly write: Write; readonly next: Stored } {
  const at = now.toISOString();
  const next: Stored = {
    version: (previous?.version ?? 0) + 1,
    updatedAt: at,
    updatedBy: by,
    value,
    ...(options.deleted === true && { deletedAt: at }),
  };
  const item: Item = {
    ...documentKey(place),
    entity: place.entity,
    id: documentId(place),
    writeId: writeId(),
    ...next,
  };
  const condition =
    previous === undefined
      ? { ConditionExpression: "attribute_not_exists(pk)" }
      : {
          ConditionExpression: "#version = :version",
          ExpressionAttributeNames: { "#version": "version" },
          ExpressionAttributeValues: { ":version": previous.version },
        };
  return {
    next,
    write: {
      label: `document:${documentId(place)}`,
      item: {
        Put: {
          TableName: tableName(),
          Item: item,
          ...condition,
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
      refused: () =>
        new Problem("stale-version", `the ${place.entity} has changed since it was read; read it again`),
    },
  };
}
