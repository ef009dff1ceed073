import { Agent, type RequestOptions, request } from "node:http";
import type { Json } from "../makers/client.ts";

/** An answer that is not what it must be: the run fails. */
export class Wrong extends Error {
  override readonly name = "Wrong";
}

/** One person's way to the product. */
export interface Line {
  /**
   * @param expected the status that the answer must have
   * @throws Wrong
   */
  send(method: "GET" | "POST" | "PATCH", path: string, expected: number, body?: unknown): Promise<Json>;
}

/** Lines over connections that stay open: plain `node:http`, whose cost is half of fetch's. */
export function lines(url: string): { line(token: string): Line; close(): void } {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  const line = (token: string): Line => ({
    async send(method, path, expected, body) {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        authorization: `Bearer ${token}`,
        ...(text !== undefined && {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(text),
        }),
        ...(method === "POST" && { "idempotency-key": crypto.randomUUID() }),
      };
      const answer = await exchange({ agent, hostname, port, method, path, headers }, text);
      if (answer.status !== expected)
        throw new Wrong(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`);
      return answer.text === "" ? undefined : JSON.parse(answer.text);
    },
  });
  return { line, close: () => agent.destroy() };
}

function exchange(
  options: RequestOptions,
  body: string | undefined,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(options, (incoming) => {
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

/** @throws Wrong with that sentence unless it is so */
export function must(isSo: boolean, sentence: string): void {
  if (!isSo) throw new Wrong(sentence);
}
