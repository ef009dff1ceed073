import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { documents, tableName } from "../table/client.ts";
import { type Mail, type MailStatus, mail, mailKey } from "./mail.ts";

/** What SES tells of a mail that it took. */
export type Told = "delivered" | "bounced" | "complained" | "rejected";

/** From where each leads on: events come late, twice, and in any order. */
const BEFORE: Record<Told, readonly MailStatus[]> = {
  delivered: ["queued", "sending", "sent", "failed"],
  rejected: ["sending", "sent"],
  // Some servers take a mail first and send it back later.
  bounced: ["queued", "sending", "sent", "failed", "delivered"],
  complained: ["queued", "sending", "sent", "failed", "delivered", "bounced"],
};

/**
 * Notes what SES tells of a mail. It is then nobody's to send, also where its sender does not know that SES took it. One call.
 * @param error SES's own words for why, e.g. `Permanent/General`
 * @returns the mail as it stands; `undefined` when it is none of ours
 */
export async function noteTold(id: string, told: Told, now: Date, error?: string): Promise<Mail | undefined> {
  const before = BEFORE[told].map((status, index) => [`:from${index}`, status] as const);
  try {
    const { Attributes } = await documents().send(
      new UpdateCommand({
        TableName: tableName(),
        Key: mailKey(id),
        UpdateExpression: `SET #status = :status, toldAt = :now${error === undefined ? "" : ", #error = :error"} REMOVE leaseUntil, nextTryAt, duePk, dueSk`,
        ConditionExpression: `#status IN (${before.map(([name]) => name).join(", ")})`,
        ExpressionAttributeNames: { "#status": "status", ...(error !== undefined && { "#error": "error" }) },
        ExpressionAttributeValues: {
          ...Object.fromEntries(before),
          ":status": told === "rejected" ? "failed" : told,
          ":now": now.toISOString(),
          ...(error !== undefined && { ":error": error }),
        },
        ReturnValues: "ALL_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return mail.parse(Attributes);
  } catch (failure) {
    if (!(failure instanceof ConditionalCheckFailedException)) throw failure;
    return failure.Item === undefined ? undefined : mail.parse(unmarshall(failure.Item));
  }
}
