import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { ImportFailure } from "./failure.ts";

/** How often a request is tried, and the longest pause between two tries in milliseconds. */
const ATTEMPTS = 10;
const LONGEST_PAUSE = 20_000;

/** Before the API has answered once, its address is more likely wrong than its network. */
const FIRST_ATTEMPTS = 3;

/** What passes by itself: too many requests, others in the way, a service that is busy or starts again. */
const PASSING = new Set([429, 500, 502, 503, 504]);

const problem = z.object({
  code: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});

/** The API as any consumer sees it. */
export interface Client {
  get(path: string): Promise<unknown>;
  text(path: string): Promise<string>;
  post(path: string, body: string, headers?: Record<string, string>): Promise<unknown>;
}

/** @param token of the person who imports */
export function clientOf(url: string, token: string, stopping: AbortSignal): Client {
  const base = url.replace(/\/+$/, "");
  let answered = false;

  async function send(
    path: string,
    options: RequestInit,
    headers: Record<string, string> = {},
  ): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      const answer = await once(`${base}${path}`, {
        ...options,
        headers: { authorization: `Bearer ${token}`, ...headers },
      });
      if ("text" in answer) return answer.text;
      const most = answered ? ATTEMPTS : FIRST_ATTEMPTS;
      if (!answer.passing || attempt >= most || stopping.aborted) throw new ImportFailure(answer.sentence);
      await pause(Math.max(answer.after, waitBefore(attempt)), undefined, { signal: stopping }).catch(
        () => {},
      );
    }
  }

  async function once(target: string, options: RequestInit) {
    try {
      const response = await fetch(target, { ...options, signal: stopping });
      const text = await response.text();
      answered = true;
      if (response.ok) return { text };
      const { passing, sentence } = refusal(response.status, text);
      return { passing, sentence, after: Number(response.headers.get("retry-after") ?? 0) * 1000 };
    } catch (error) {
      if (stopping.aborted) throw error;
      return { passing: true, sentence: `${base} cannot be reached`, after: 0 };
    }
  }

  return {
    get: async (path) => JSON.parse(await send(path, { method: "GET" })),
    text: (path) => send(path, { method: "GET" }),
    post: async (path, body, headers = {}) =>
      JSON.parse(
        await send(path, { method: "POST", body }, { "content-type": "application/json", ...headers }),
      ),
  };
}

/** Longer with every try, and not at the same moment as everybody else's. */
function waitBefore(attempt: number): number {
  return Math.min(100 * 2 ** attempt, LONGEST_PAUSE) * (0.5 + Math.random() / 2);
}

function refusal(status: number, text: string): { passing: boolean; sentence: string } {
  const parsed = problem.safeParse(jsonOf(text));
  const { code, detail = `the API answered ${status}`, errors = [] } = parsed.success ? parsed.data : {};
  const more = errors.length > 1 ? errors.map((one) => `\n  ${one.pointer}: ${one.detail}`).join("") : "";
  const passing = PASSING.has(status) || code === "too-many-attempts";
  return { passing, sentence: status === 401 ? `the token was refused: ${detail}` : `${detail}${more}` };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
