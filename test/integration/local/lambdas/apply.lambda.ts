import type { Context, DynamoDBStreamEvent } from "aws-lambda";
import { record } from "./journal.ts";

const stumbled = new Set<string>();

/** Applies each record, throws on poison, and reports one that stumbles as failed, the first time. */
export async function handler(event: DynamoDBStreamEvent, context: Context) {
  record(`${context.functionName} batch`, event);
  const names = event.Records.map(({ dynamodb }) => dynamodb?.Keys?.sk?.S ?? "");
  if (names.some((name) => name.startsWith("poison"))) throw new Error("poison");
  const first = names.findIndex((name) => name.startsWith("stumble") && !stumbled.has(name));
  const applied = first < 0 ? names : names.slice(0, first);
  for (const name of applied) record(context.functionName, name);
  if (first < 0) return undefined;
  stumbled.add(names[first] ?? "");
  return { batchItemFailures: [{ itemIdentifier: event.Records[first]?.dynamodb?.SequenceNumber ?? "" }] };
}
