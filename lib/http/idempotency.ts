import { createHash } from "node:crypto";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { Problem } from "../problem/problem.ts";
import { documents, tableName } from "../table/client.ts";
import type { Item } from "../table/entity.ts";
import type { Change } from "../table/write.ts";
import type { Answer } from "./answer.ts";

/** How long a key gives the first answer again, in seconds (DOMAIN §1). */
const KEPT = 24 * 60 * 60;

const LABEL = "idempotency";

/** One use of an Idempotency-Key: by whom, and for which request. */
export interface KeyUse {
  readonly pk: string;
  readonly fingerprint: string;
  readonly now: Date;
}

/** @param request method, path and body: another one under the same key is refused */
export function keyUse(callerId: string, key: string, request: string, now: Date): KeyUse {
  const digest = (text: string) => createHash("sha256").update(text).digest("base64url");
  return { pk: `idempotency#${callerId}#${digest(key)}`, fingerprint: digest(request), now };
}

/** Thrown out of a commit when the key was used before: carries the first answer. */
export class Replay extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super("the first answer is given again");
    this.answer = answer;
  }
}

/** Adds to a change the item that remembers its answer, in the very transaction of the command. */
export function remember<T>(change: Change<T>, use: KeyUse, answerOf: (result: T) => Answer): Change<T> {
  const seconds = Math.floor(use.now.getTime() / 1000);
  return {
    result: change.result,
    ...(change.done !== undefined && { done: change.done }),
    writes: [
      ...change.writes,
      {
        label: LABEL,
        item: {
          Put: {
            TableName: tableName(),
            Item: {
              pk: use.pk,
              sk: "idempotency",
              entity: "idempotency",
              fingerprint: use.fingerprint,
              answer: answerOf(change.result),
              ttl: seconds + KEPT,
            },
            ConditionExpression: "attribute_not_exists(pk) OR #ttl < :now",
            ExpressionAttributeNames: { "#ttl": "ttl" },
            ExpressionAttributeValues: { ":now": seconds },
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          },
        },
        refused: () => new Problem("too-many-attempts", "the same request is being answered at this moment"),
      },
    ],
    retry: async (refusals) => {
      const used = refusals.find(({ label }) => label === LABEL);
      if (used !== undefined) throw new Replay(firstAnswer(used.there, use));
      const again = await change.retry?.(refusals);
      return again === undefined ? undefined : remember(again, use, answerOf);
    },
  };
}

/** The first answer to a key used before; read only when a command was refused, since its first try may be the reason. */
export async function recall(use: KeyUse): Promise<Answer | undefined> {
  const { Item } = await documents().send(
    new GetCommand({ TableName: tableName(), Key: { pk: use.pk, sk: "idempotency" }, ConsistentRead: true }),
  );
  const expired = Item === undefined || Number(Item.ttl) < use.now.getTime() / 1000;
  return expired ? undefined : firstAnswer(Item, use);
}

/** @throws Problem idempotency-key-reused when the key belongs to another request */
function firstAnswer(there: Item | undefined, { fingerprint }: KeyUse): Answer {
  if (there?.fingerprint !== fingerprint) {
    throw new Problem(
      "idempotency-key-reused",
      "this Idempotency-Key was used with another request within 24 hours",
    );
  }
  return readAnswer(there.answer);
}

function readAnswer(stored: unknown): Answer {
  if (typeof stored !== "object" || stored === null) throw new Error("a remembered answer is damaged");
  const { statusCode, headers, body } = Object.assign({ statusCode: 200, headers: {}, body: "" }, stored);
  return {
    statusCode: Number(statusCode),
    headers: { ...headers, "idempotent-replayed": "true" },
    body: String(body),
  };
}
