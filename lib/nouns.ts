import { customerNoun } from "./customers/noun.ts";
import type { Noun } from "./projections/noun.ts";

/** Every record type whose changes have consequences through the table's stream. */
export const nouns: ReadonlyMap<string, Noun> = new Map([customerNoun].map((noun) => [noun.type, noun]));
