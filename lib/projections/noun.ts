import type { Occurrence } from "../../events/event.ts";
import type { Item } from "../table/entity.ts";
import type { RecordBase } from "../table/record.ts";

/** One line of a customer's timeline. */
export interface TimelineLine {
  readonly customerId: string;
  /** What happened, `noun.verb`. */
  readonly kind: string;
  /** A short English title; front ends may make their own from kind and data. */
  readonly title: string;
  readonly data?: Item;
  /** Whose the record was then: decides who reads the line. Comes from the record's type by itself. */
  readonly whose?: Item;
}

/** What follows from a record's change, all by the table's stream. Each is a pure function of the old and the new record. */
export interface Reactions<R extends RecordBase> {
  /** Events put on the bus. */
  announce?(was: R | undefined, is: R): Occurrence[];
  /** Lines on the customer's timeline. */
  timeline?(was: R | undefined, is: R): TimelineLine[];
}

/** A record type with its reactions, as the stream's functions know it: raw items in, parsed by the type's own schema. */
export interface Noun {
  readonly type: string;
  /** `false` for what is no record of the business: it keeps no field history. */
  readonly history?: false;
  readonly announce: (was: Item | undefined, is: Item) => Occurrence[];
  readonly timeline: (was: Item | undefined, is: Item) => TimelineLine[];
  readonly copies: (item: Item) => { readonly name: string; readonly item: Item }[];
  /** The lists (`byAll`) that together hold every record that was made in a year and stands; none of what is no record. */
  readonly lists?: (year: number) => readonly string[];
}
