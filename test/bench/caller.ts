import { Agent, request } from "node:http";

/** A caller of the API that costs as little as the SDK's own: one kept connection of `node:http`. */
export interface Caller {
  /** @throws Error when the answer is not a success */
  send(
    method: "GET" | "POST",
    path: string,
    body?: unknown,
    more?: Readonly<Record<string, string>>,
  ): Promise<void>;
  close(): void;
}

export function callerOf(url: string, token: string): Caller {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  return {
    send: (method, path, body, more) =>
      new Promise((resolve, reject) => {
        const text = body === undefined ? "" : JSON.stringify(body);
        const headers = {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(text),
          }),
          ...more,
        };
        const outgoing = request({ hostname, port, method, path, agent, headers }, (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
          incoming.on("end", () => {
            const { statusCode = 0 } = incoming;
            const answer = Buffer.concat(chunks).toString();
            if (statusCode >= 300) return reject(new Error(`${method} ${path}: ${statusCode} ${answer}`));
            JSON.parse(answer === "" ? "null" : answer);
            resolve();
          });
          incoming.on("error", reject);
        });
        outgoing.on("error", reject);
        outgoing.end(text);
      }),
    close: () => agent.destroy(),
  };
}
