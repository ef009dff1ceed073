import type { TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import { monotonicFactory } from "ulid";
import { randomFraction } from "../ids/random.ts";
import { Problem } from "../problem/problem.ts";
import { releaseClaim, takeClaim } from "./claim.ts";
import { tableName } from "./client.ts";
import { NOT_THERE, stale } from "./conditions.ts";
import type { Claim, Entity, Item } from "./entity.ts";
import { toItem } from "./entity.ts";
import type { RecordBase } from "./record.ts";

type TransactItem = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

/** One write of a transaction, with what its refusal means to the caller. */
export interface Write {
  readonly item: TransactItem;
  /** Names this write to `Change.retry`. */
  readonly label?: string;
  /** @param there the item as it was when the condition failed */
  readonly refused: (there: Item | undefined) => Problem;
}

/** What a command decided: the writes of one transaction, and the result once they stand. */
export interface Change<T> {
  readonly writes: readonly Write[];
  readonly result: T;
  /** Decides again from what stood in the way; `undefined` when the refusal is final. */
  readonly retry?: (refusals: readonly Refusal[]) => Promise<Change<T> | undefined> | Change<T> | undefined;
  /** Called once it stands, e.g. to forget what this process remembers of it. */
  readonly done?: () => void;
}

/** A write that the table refused, and the item that stood in its way. */
export interface Refusal {
  readonly label: string | undefined;
  readonly there: Item | undefined;
  readonly problem: Problem;
}

/** The key of the item that a write is about; a transaction names none twice. */
export function keyOf({ item: { Put, Update, Delete, ConditionCheck } }: Write): string {
  const key = Put?.Item ?? Update?.Key ?? Delete?.Key ?? ConditionCheck?.Key;
  return `${key?.pk}/${key?.sk}`;
}

/** A change that writes nothing: the state asked for is there already. */
export function unchanged<T>(result: T): Change<T> {
  return { writes: [], result };
}

/** The same change, with its result as callers are shown it. */
export function shownAs<T, U>(change: Change<T>, show: (result: T) => U): Change<U> {
  const { writes, result, retry, done } = change;
  return {
    writes,
    result: show(result),
    ...(done !== undefined && { done }),
    ...(retry !== undefined && {
      retry: async (refusals) => {
        const again = await retry(refusals);
        return again === undefined ? undefined : shownAs(again, show);
      },
    }),
  };
}

/** Marks a put, so that its own lost answer is told from another's write. */
export const writeId = monotonicFactory(randomFraction);

/**
 * Puts a record's first version (`previous` undefined) or its next, with the unique values it claims and releases.
 * A value that it had before without holding it stays so: a duplicate that was allowed is not refused later.
 * @param options.claims which unique values to take; all unless told (the caller may have allowed a duplicate)
 */
export function put<R extends RecordBase>(
  entity: Entity<R>,
  next: R,
  previous: R | undefined,
  options: { claims?: (claim: Claim) => boolean; label?: string } = {},
): Write[] {
  const held = previous?.claims ?? [];
  // A record that comes back holds nothing any more, and takes all of its values anew.
  const stood = previous?.deletedAt === undefined ? previous : undefined;
  const before = new Set(stood && entity.claims?.(stood).map(({ value }) => value));
  const wanted = next.deletedAt === undefined ? (entity.claims?.(next) ?? []) : [];
  const granted = wanted.filter(
    (claim) => held.includes(claim.value) || (!before.has(claim.value) && (options.claims?.(claim) ?? true)),
  );
  const taken = granted.filter(({ value }) => !held.includes(value));
  const kept = granted.map(({ value }) => value);
  const record: R = { ...next, ...(kept.length > 0 || held.length > 0 ? { claims: kept } : {}) };
  const released = held.filter((value) => !kept.includes(value));
  return [
    putRecord(entity, record, previous, options.label),
    ...taken.map((claim) => takeClaim(entity.type, record.id, claim)),
    ...released.map((value) => releaseClaim(entity.type, value)),
  ];
}

function putRecord<R extends RecordBase>(
  entity: Entity<R>,
  record: R,
  previous: R | undefined,
  label: string | undefined,
): Write {
  return {
    ...(label !== undefined && { label }),
    item: {
      Put: {
        TableName: tableName(),
        Item: { ...toItem(entity, record), writeId: writeId() },
        ...(previous === undefined
          ? { ConditionExpression: NOT_THERE }
          : {
              ConditionExpression: "#version = :version",
              ExpressionAttributeNames: { "#version": "version" },
              ExpressionAttributeValues: { ":version": previous.version },
            }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
    refused: () =>
      previous === undefined
        ? new Problem("already-exists", `the ${entity.type} ${record.id} exists already`, {
            existingId: record.id,
          })
        : stale(),
  };
}

/**
 * Requires, inside the transaction, that a record exists and is not deleted.
 * @param unless a field that must not have that value, e.g. `["status", "closed"]`
 */
export function require(
  id: string,
  type: string,
  problem: () => Problem,
  unless?: readonly [field: string, value: string],
): Write {
  return {
    label: `require:${id}`,
    item: {
      ConditionCheck: {
        TableName: tableName(),
        Key: { pk: id, sk: type },
        ConditionExpression: `attribute_exists(pk) AND attribute_not_exists(deletedAt)${unless === undefined ? "" : " AND #field <> :value"}`,
        ...(unless !== undefined && {
          ExpressionAttributeNames: { "#field": unless[0] },
          ExpressionAttributeValues: { ":value": unless[1] },
        }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
    refused: problem,
  };
}

/** Puts an item that is not a record of its own: a ledger entry, a queued mail. Writing it twice is refused as a conflict. */
export function putOnce(
  item: Item & { readonly pk: string; readonly sk: string },
  problem: () => Problem,
): Write {
  return {
    label: `once:${item.pk}/${item.sk}`,
    item: {
      Put: {
        TableName: tableName(),
        Item: item,
        ConditionExpression: NOT_THERE,
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
    refused: problem,
  };
}

/**
 * Puts an item that belongs to a record written in the same transaction: the record's version guards both, so that
 * the item needs no condition of its own.
 */
export function putBeside(item: Item & { readonly pk: string; readonly sk: string }): Write {
  return { item: { Put: { TableName: tableName(), Item: item } }, refused: stale };
}
