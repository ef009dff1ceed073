/** One thing wrong with a request, by JSON pointer (RFC 6901) or by the name of the parameter or header. */
export interface Flaw {
  readonly pointer: string;
  readonly detail: string;
}

/** Every code a caller can meet, with its HTTP status and title. */
export const PROBLEMS = {
  "invalid-request": { status: 400, title: "The request is not valid" },
  "invalid-json": { status: 400, title: "The body is not valid JSON" },
  "invalid-cursor": { status: 400, title: "The cursor is not one this list gave" },
  "idempotency-key-required": { status: 400, title: "An Idempotency-Key header is required" },
  unauthorized: { status: 401, title: "A valid token is required" },
  forbidden: { status: 403, title: "Not permitted" },
  "not-found": { status: 404, title: "Not found" },
  "method-not-allowed": { status: 405, title: "Method not allowed" },
  conflict: { status: 409, title: "In conflict with the record's state" },
  "already-exists": { status: 409, title: "A record with this value exists already" },
  "too-many-attempts": { status: 409, title: "Too many others changed this at the same moment" },
  gone: { status: 410, title: "No longer available" },
  "stale-version": { status: 412, title: "The record has changed since it was read" },
  "body-too-large": { status: 413, title: "The body is too large" },
  "unsupported-media-type": { status: 415, title: "The media type is not supported" },
  "rule-broken": { status: 422, title: "A rule of the business forbids this" },
  "unknown-reference": { status: 422, title: "A record referred to does not exist" },
  "foreign-currency": { status: 422, title: "Amounts are in the base currency" },
  "not-assignable": { status: 422, title: "The person's permissions do not suffice" },
  "idempotency-key-reused": { status: 422, title: "The Idempotency-Key was used with another request" },
  unexpected: { status: 500, title: "Something went wrong on our side" },
  unavailable: { status: 503, title: "Temporarily unavailable" },
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** How a page says a problem to whoever opened it in a browser. */
export interface Told {
  /** BCP 47. */
  readonly language: string;
  /** Above the sentence; the sentence alone unless told. */
  readonly title?: string;
}

/** The one error a caller sees: a code, a sentence, and where in the request the trouble lies (RFC 9457). */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly flaws: readonly Flaw[];
  /** Id of the record already there, with `already-exists`. */
  readonly existingId: string | undefined;
  /** For people whose language is known; all others are told in English. */
  readonly told: Told;

  constructor(
    code: ProblemCode,
    detail: string,
    more: { flaws?: readonly Flaw[]; existingId?: string | undefined; told?: Told } = {},
  ) {
    super(detail);
    this.name = "Problem";
    this.code = code;
    this.flaws = more.flaws ?? [];
    this.existingId = more.existingId;
    this.told = more.told ?? { language: "en" };
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

/** The record does not exist, or not for this caller. */
export function notFound(noun: string, id: string): Problem {
  return new Problem("not-found", `there is no ${noun} ${id}`);
}

/** A business rule, as the sentence the caller reads; `pointer` names the field when one is to blame. */
export function ruleBroken(sentence: string, pointer?: string): Problem {
  return new Problem(
    "rule-broken",
    sentence,
    pointer === undefined ? {} : { flaws: [{ pointer, detail: sentence }] },
  );
}

/** A business rule about the state a record is in. */
export function conflict(sentence: string): Problem {
  return new Problem("conflict", sentence);
}

/** The same problem with flaws that lie in a part of the request, e.g. in `/customer`. */
export function under(pointer: string, problem: Problem): Problem {
  const { code, message, flaws, existingId } = problem;
  const sentence = message.startsWith("/") ? `${pointer}${message}` : message;
  const moved = flaws.map((flaw) => ({ ...flaw, pointer: `${pointer}${flaw.pointer}` }));
  return new Problem(code, sentence, { flaws: moved, existingId });
}

/** Does some work on a part of a request; the problems it meets name that part. */
export async function within<T>(pointer: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Problem ? under(pointer, error) : error;
  }
}
