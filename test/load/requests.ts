import { Agent, type RequestOptions, request } from "node:http";
import type { Json } from "../makers/client.ts";

/** An answer that is not what it must be: the run fails. */
export class Wrong extends Error {
  override readonly name = "Wrong";
}

/** One person's way to the product. */
export interface Line {
  /**
   * @returns the answer's JSON, or its text
   * @param expected the status that the answer must have
   * @throws Wrong
   */
  send(method: "GET" | "POST" | "PATCH", path: string, expected: number, body?: unknown): Promise<Json>;
}

/** The ways of all who work, over connections that they share. */
export interface Lines {
  /** Without a token: that of a customer with a public link. */
  line(token?: string): Line;
  close(): void;
}

/** Lines over connections that stay open: plain `node:http`, whose cost is half of fetch's. */
export function lines(url: string): Lines {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  const line = (token?: string): Line => ({
    async send(method, path, expected, body) {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(text !== undefined && {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(text),
        }),
        ...(method === "POST" && { "idempotency-key": crypto.randomUUID() }),
      };
      const answer = await exchange({ agent, hostname, port, method, path, headers }, text);
      if (answer.status !== expected)
        throw new Wrong(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`);
      return answer.isJson ? JSON.parse(answer.text) : answer.text;
    },
  });
  return { line, close: () => agent.destroy() };
}

function exchange(
  options: RequestOptions,
  body: string | undefined,
): Promise<{ status: number; isJson: boolean; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () => {
        const { statusCode: status = 0, headers } = incoming;
        const isJson = headers["content-type"]?.includes("json") === true;
        resolve({ status, isJson, text: Buffer.concat(chunks).toString() });
      });
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
