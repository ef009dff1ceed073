import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context, DynamoDBStreamEvent } from "aws-lambda";

/** Notes each item or event in a file, slowly, so that a kill strikes in the middle. */
export async function handler(event: DynamoDBStreamEvent | { detail: { name: string } }, context: Context) {
  const names =
    "Records" in event
      ? event.Records.map(({ dynamodb }) => dynamodb?.Keys?.sk?.S ?? "")
      : [event.detail.name];
  for (const name of names) {
    await sleep(10);
    appendFileSync(process.env.NOTES ?? "", `${context.functionName} ${name}\n`);
  }
}
