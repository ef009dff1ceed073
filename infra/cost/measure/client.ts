import * as z from "zod";

const record = z.record(z.string(), z.unknown());

/** Any answer: a measurement reads ids and links in it. */
export type Answered = z.infer<typeof record>;

/** A text that an answer has, its id unless told otherwise. */
export function idIn(answered: Answered, field = "id"): string {
  return z.string().parse(answered[field]);
}

/** How much of the API was asked, and how large its answers were. */
export interface Traffic {
  requests: number;
  answerBytes: number;
}

/** One person's way to the API. */
export interface Caller {
  get(path: string): Promise<string>;
  /** With an Idempotency-Key, as front ends send it. */
  post(path: string, body?: object): Promise<Answered>;
  patch(path: string, body: object): Promise<Answered>;
  put(path: string, body: object): Promise<unknown>;
  /** A form, as a browser posts it. */
  form(path: string, body: string): Promise<string>;
}

/** What a status line and separators of headers take, about. */
const STATUS_LINE = 20;
const SEPARATORS = 4;

/** A caller whose traffic is added up. A refused request ends the measurement. */
export function callerOf(url: string, token: string | undefined, traffic: Traffic): Caller {
  async function send(method: string, path: string, body?: string, type = "application/json") {
    const answer = await fetch(url + path, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": type }),
        ...(method === "POST" && token !== undefined && { "idempotency-key": crypto.randomUUID() }),
      },
      ...(body !== undefined && { body }),
    });
    const text = await answer.text();
    const headers = [...answer.headers].reduce(
      (sum, [name, value]) => sum + name.length + value.length + SEPARATORS,
      STATUS_LINE,
    );
    traffic.requests += 1;
    traffic.answerBytes += Buffer.byteLength(text) + headers;
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
    return text;
  }
  const json = async (method: string, path: string, body?: object) => {
    const text = await send(method, path, body === undefined ? undefined : JSON.stringify(body));
    const parsed: unknown = JSON.parse(text);
    return parsed;
  };
  return {
    get: (path) => send("GET", path),
    post: async (path, body) => record.parse(await json("POST", path, body)),
    patch: async (path, body) => record.parse(await json("PATCH", path, body)),
    put: (path, body) => json("PUT", path, body),
    form: (path, body) => send("POST", path, body, "application/x-www-form-urlencoded"),
  };
}
