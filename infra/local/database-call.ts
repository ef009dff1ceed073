import { Agent, type RequestOptions, request } from "node:http";
import * as z from "zod";

/** One call of DynamoDB's or its streams' own protocol; the answer is as it came over the wire. */
export type DatabaseCall = (
  operation: `DynamoDB_20120810.${string}` | `DynamoDBStreams_20120810.${string}`,
  input: object,
) => Promise<unknown>;

/** An error that the database answered with. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  /** Without its namespace, e.g. `ResourceNotFoundException`. */
  readonly type: string;

  constructor(type: string, message: string) {
    super(`${type}: ${message}`);
    this.type = type;
  }
}

// DynamoDB Local asks for a signature and does not check it.
const headersOf = (accessKey: string) => ({
  "content-type": "application/x-amz-json-1.0",
  authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/20250101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local`,
});

const failure = z.looseObject({
  __type: z.string().transform((type) => type.slice(type.indexOf("#") + 1)),
  message: z.string().optional(),
  Message: z.string().optional(),
});

/**
 * Talks to DynamoDB Local without the SDK: its stream records are, on the wire, in the very shape that Lambda
 * hands to a function, and reading them so costs a tenth of the SDK's time.
 * @param accessKey by which it tells databases apart
 */
export function databaseCalls(
  port: number,
  accessKey = "local",
): { readonly call: DatabaseCall; close(): void } {
  const agent = new Agent({ keepAlive: true });
  const headers = headersOf(accessKey);
  const call: DatabaseCall = async (operation, input) => {
    const { status, text } = await post(
      { port, agent, headers: { ...headers, "x-amz-target": operation } },
      JSON.stringify(input),
    );
    const answer: unknown = text === "" ? {} : JSON.parse(text);
    if (status === 200) return answer;
    const { __type, message, Message } = failure.parse(answer);
    throw new DatabaseError(__type, message ?? Message ?? `status ${status}`);
  };
  return { call, close: () => agent.destroy() };
}

function post(to: RequestOptions, body: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", method: "POST", ...to }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () =>
        resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
      incoming.on("error", reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
