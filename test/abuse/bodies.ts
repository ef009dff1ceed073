import type { Route } from "../../lib/http/route.ts";
import type { Json } from "../makers/client.ts";
import { ID, typeOf } from "./routes.ts";

/** Fields whose text is a key or a code, not what a person writes. */
const CODES = new Set([
  "stage",
  "currency",
  "key",
  "url",
  "website",
  "categories",
  "language",
  "timeZone",
  "classes",
]);
const WORDS = /^[A-Z\u4e00-\u9fff]/;

/** What every marked value of a person has: none of it may be logged. */
export const MARKED = /PII|pii\.|1395550\d{4}/;

let made = 0;

/** Personal data that is nobody's, and that a search finds again. */
export const marked = {
  name: (text: string, mark = "") => `${text} PII${mark}${++made}`,
  phone: () => `+861395550${String(++made % 10_000).padStart(4, "0")}`,
  email: () => `pii.${++made}@pii.example`,
};

interface Fill {
  /** The id that stands for an example's id; `nth` tells the examples' ids of one type apart. */
  readonly id: (type: string, nth: number) => string;
  /** Told by every text. */
  readonly mark?: string;
  readonly now: Date;
}

/** The body of a route's example as a request that can succeed: real ids, dates to come, marked texts. */
export function exampleBody(route: Route, { id, mark, now }: Fill): Json {
  const known = new Map<string, string[]>();
  const fill = (value: Json, field: string): Json => {
    if (Array.isArray(value)) return value.map((item) => fill(item, field));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fill(inner, name)]));
    }
    if (typeof value !== "string") return value;
    if (new RegExp(`^${ID.source}$`).test(value)) {
      const type = typeOf(value);
      const same = known.get(type) ?? [];
      if (!same.includes(value)) same.push(value);
      known.set(type, same);
      return id(type, same.indexOf(value));
    }
    if (/^20(2[6-9])-\d\d/.test(value)) return moved(value, now);
    if (/phone$/i.test(field) && /\d/.test(value)) return marked.phone();
    if (/email$/i.test(field)) return marked.email();
    if (CODES.has(field) || !WORDS.test(value)) return field === "key" ? `key-${++made}` : value;
    return marked.name(value, mark);
  };
  // Aliases and columns of an import are names of its own.
  return route.path.startsWith("/imports") ? route.example?.body : fill(route.example?.body, "");
}

/** Examples were written on a day; they mean days from now. */
const WRITTEN = Date.UTC(2026, 10, 20);

function moved(text: string, now: Date): string {
  if (text.length === 7) return now.toISOString().slice(0, 7);
  const days = Math.ceil((now.getTime() - WRITTEN) / 86_400_000) + 1;
  return new Date(Date.parse(text) + days * 86_400_000).toISOString().slice(0, text.length === 10 ? 10 : 24);
}
