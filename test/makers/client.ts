import { isDeployed } from "../deployed/deployment.ts";

/** Only the local cloud counts calls; elsewhere every expectation of them is met. */
const UNCOUNTED = {
  $$typeof: Symbol.for("jest.asymmetricMatcher"),
  asymmetricMatch: () => true,
  toAsymmetricMatcher: () => "any number of calls",
};

/** Whoever has a token. */
export interface Requester {
  readonly token: string;
}

/** Whatever JSON says; the tests assert on it. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON, else text; undefined when there is none. */
  readonly body: Json;
  /** DynamoDB calls that the request made, without the cached ones; compared by `toEqual`. */
  readonly calls: Json;
}

type Extra = Readonly<Record<string, string>>;

/** A small HTTP client: paths begin with `/`, bodies are JSON unless they are text or bytes. */
export interface Client {
  get(path: string, headers?: Extra): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Extra): Promise<Answer>;
  put(path: string, body?: unknown, headers?: Extra): Promise<Answer>;
  patch(path: string, body?: unknown, headers?: Extra): Promise<Answer>;
  delete(path: string, headers?: Extra): Promise<Answer>;
  send(method: string, path: string, body?: unknown, headers?: Extra): Promise<Answer>;
  /** Every item of a list, however many pages it has. */
  all(path: string, limit?: number): Promise<Json[]>;
}

export function clientOf(url: string, token: string | undefined): Client {
  async function send(method: string, path: string, body?: unknown, headers: Extra = {}): Promise<Answer> {
    const raw = typeof body === "string" || body instanceof Uint8Array;
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && !raw && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: raw ? new Uint8Array(Buffer.from(body)) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? undefined : isJson ? JSON.parse(text) : text,
      calls: isDeployed() ? UNCOUNTED : Number(response.headers.get("x-dynamodb-calls") ?? 0),
    };
  }
  return {
    send,
    get: (path, headers) => send("GET", path, undefined, headers),
    post: (path, body, headers) => send("POST", path, body, headers),
    put: (path, body, headers) => send("PUT", path, body, headers),
    patch: (path, body, headers) => send("PATCH", path, body, headers),
    delete: (path, headers) => send("DELETE", path, undefined, headers),
    async all(path, limit = 100) {
      const items: Json[] = [];
      const joint = path.includes("?") ? "&" : "?";
      let cursor: string | null = "";
      while (cursor !== null) {
        const after: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
        const page: Answer = await send("GET", `${path}${joint}limit=${limit}${after}`);
        if (page.status !== 200) throw new Error(`${path}: ${page.status} ${JSON.stringify(page.body)}`);
        items.push(...page.body.items);
        cursor = page.body.nextCursor ?? null;
      }
      return items;
    },
  };
}
