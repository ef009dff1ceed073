import type { Occurrence } from "../../events/event.ts";
import type { StreamChange } from "../table/stream.ts";
import type { Noun } from "./noun.ts";

/** The events that follow from one change of the table. */
export function announced({ was, is }: StreamChange, nouns: ReadonlyMap<string, Noun>): Occurrence[] {
  const noun = nouns.get(String(is?.entity));
  return noun === undefined || is === undefined ? [] : noun.announce(was, is);
}
