import type { Noun } from "./noun.ts";

/** A kind of document to the stream: it has a history, and nothing else follows from it. */
export function documentNoun(entity: string): Noun {
  return { type: entity, announce: () => [], timeline: () => [], copies: () => [] };
}
