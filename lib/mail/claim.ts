import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand, type UpdateCommandInput } from "@aws-sdk/lib-dynamodb";
import { documents, tableName } from "../table/client.ts";
import { FAILED_PARTITION, type LetterOrder, type Mail, mail, mailKey } from "./mail.ts";

/** How long a sender has a mail to itself, in milliseconds: longer than one attempt can take. */
const LEASE = 120_000;

/**
 * Takes a mail to send it: one that is queued and whose time has come, or a reminder whose sender did not come back.
 * One call.
 * @returns undefined when it is not to be sent, or somebody else is sending it
 */
export function claimMail(id: string, now: Date): Promise<Mail | undefined> {
  const leaseUntil = new Date(now.getTime() + LEASE).toISOString();
  return move(
    id,
    {
      UpdateExpression:
        "SET #status = :sending, leaseUntil = :lease, dueSk = :due, attempts = attempts + :one REMOVE nextTryAt",
      ConditionExpression:
        "(#status = :queued AND nextTryAt <= :now) OR (#status = :sending AND leaseUntil < :now AND whenUnknown = :again)",
    },
    {
      ":queued": "queued",
      ":sending": "sending",
      ":again": "send-again",
      ":now": now.toISOString(),
      ":lease": leaseUntil,
      ":due": `${leaseUntil}#${id}`,
      ":one": 1,
    },
  );
}

/** The claim as it was given; another sender may have taken over since. */
const MINE = "#status = :sending AND attempts = :attempts";
const mine = ({ attempts }: Mail) => ({ ":sending": "sending", ":attempts": attempts });

/**
 * Notes that a claimed mail was sent; it leaves the list of those that wait.
 * @param written the template that it was written from
 */
export async function settleSent(
  claimed: Mail,
  sesMessageId: string,
  now: Date,
  written?: LetterOrder["sentFrom"],
): Promise<void> {
  const facts = `sentAt = :now, sesMessageId = :ses${written === undefined ? "" : ", letter.sentFrom = :written"}`;
  const values = {
    ":attempts": claimed.attempts,
    ":now": now.toISOString(),
    ":ses": sesMessageId,
    ...(written !== undefined && { ":written": written }),
  };
  const settled = await move(
    claimed.id,
    {
      UpdateExpression: `SET #status = :sent, ${facts} REMOVE leaseUntil, duePk, dueSk, #error`,
      ConditionExpression: MINE,
    },
    { ...values, ":sending": "sending", ":sent": "sent" },
  );
  if (settled !== undefined) return;
  // SES was faster to tell what became of it than to answer.
  const change = {
    UpdateExpression: `SET ${facts}`,
    ConditionExpression: "attempts = :attempts AND attribute_exists(toldAt)",
  };
  await move(claimed.id, change, values);
}

/** Notes that a claimed mail is not sent, since its recipient refuses it; it leaves the list of those that wait. */
export async function settleSuppressed(claimed: Mail, refusal: string, now: Date): Promise<void> {
  await move(
    claimed.id,
    {
      UpdateExpression:
        "SET #status = :suppressed, failedAt = :now, #error = :error REMOVE leaseUntil, duePk, dueSk",
      ConditionExpression: MINE,
    },
    { ...mine(claimed), ":suppressed": "suppressed", ":now": now.toISOString(), ":error": refusal },
  );
}

/**
 * Takes back a mail that nobody has begun to send.
 * @returns `false` when it is being sent, was sent, or is none of ours
 */
export async function cancelMail(id: string, now: Date): Promise<boolean> {
  const cancelled = await move(
    id,
    {
      UpdateExpression: "SET #status = :cancelled, failedAt = :now REMOVE nextTryAt, duePk, dueSk",
      ConditionExpression: "#status = :queued",
    },
    { ":cancelled": "cancelled", ":queued": "queued", ":now": now.toISOString() },
  );
  return cancelled !== undefined;
}

/** Puts a claimed mail back until its next try. */
export async function settleDelayed(claimed: Mail, error: string, nextTryAt: Date): Promise<void> {
  const at = nextTryAt.toISOString();
  await move(
    claimed.id,
    {
      UpdateExpression:
        "SET #status = :queued, nextTryAt = :at, dueSk = :due, #error = :error REMOVE leaseUntil",
      ConditionExpression: MINE,
    },
    {
      ...mine(claimed),
      ":queued": "queued",
      ":at": at,
      ":due": `${at}#${claimed.id}`,
      ":error": error,
    },
  );
}

/** Gives a claimed mail up; it is kept among the failed ones. */
export async function settleFailed(claimed: Mail, error: string, now: Date): Promise<void> {
  await move(
    claimed.id,
    { UpdateExpression: FAIL, ConditionExpression: MINE },
    { ...mine(claimed), ...failure(claimed.id, error, now) },
  );
}

/** Gives up a mail of which nobody knows whether it was sent, and which must not be sent twice. */
export function giveUpUnknown(id: string, now: Date): Promise<Mail | undefined> {
  return move(
    id,
    {
      UpdateExpression: FAIL,
      ConditionExpression: "#status = :sending AND leaseUntil < :at AND whenUnknown = :never",
    },
    { ...failure(id, "OutcomeUnknown", now), ":sending": "sending", ":never": "give-up" },
  );
}

const FAIL =
  "SET #status = :failed, failedAt = :at, #error = :error, duePk = :shelf, dueSk = :due REMOVE leaseUntil";

function failure(id: string, error: string, now: Date) {
  const at = now.toISOString();
  return {
    ":failed": "failed",
    ":at": at,
    ":error": error,
    ":shelf": FAILED_PARTITION,
    ":due": `${at}#${id}`,
  };
}

async function move(
  id: string,
  change: Pick<UpdateCommandInput, "UpdateExpression" | "ConditionExpression">,
  values: NonNullable<UpdateCommandInput["ExpressionAttributeValues"]>,
): Promise<Mail | undefined> {
  const names = { "#status": "status", "#error": "error" };
  const used = Object.entries(names).filter(([name]) => JSON.stringify(change).includes(name));
  try {
    const { Attributes } = await documents().send(
      new UpdateCommand({
        TableName: tableName(),
        Key: mailKey(id),
        ...change,
        // DynamoDB refuses an empty one.
        ...(used.length > 0 && { ExpressionAttributeNames: Object.fromEntries(used) }),
        ExpressionAttributeValues: values,
        ReturnValues: "ALL_NEW",
      }),
    );
    return mail.parse(Attributes);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
