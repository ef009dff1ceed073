import type { Context } from "../http/context.ts";
import type { Numbered } from "../numbering/numbering.ts";
import type { Item } from "../table/entity.ts";
import type { Change } from "../table/write.ts";
import type { Fields } from "./field.ts";
import type { Key, Known } from "./known.ts";
import type { Importable, Mapping, UpsertKey } from "./mapping.ts";

export const OUTCOMES = ["created", "updated", "unchanged"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What became of a row. */
export interface Done {
  readonly outcome: Outcome;
  /** Of the record. */
  readonly id: string;
}

/** A row whose cells were read and whose references were found. */
export interface Row {
  readonly row: number;
  readonly hash: string;
  /** By field; what a reference names is there as an id. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Names of records that are to be made with this one, by field. */
  readonly toCreate: Readonly<Record<string, string>>;
  /** Id of the record if this row makes one: the same whenever it is sent. */
  readonly id: string;
  /** Unique value by which its record may exist already. */
  readonly key: string | undefined;
}

/** What a row comes to. */
export interface Decision extends Change<Done> {
  /** Items as its updates leave them: other writes say by themselves what they make. */
  readonly supposes?: readonly Item[];
}

/** What deciding on a row can rely on; nothing else is read. */
export interface Desk {
  readonly known: Known;
  readonly mapping: Mapping;
  readonly context: Context;
  /** The row's document number of that kind; the same however often it is asked for. */
  number(kind: Numbered): Promise<string>;
}

/** How rows become records of one resource. */
export interface Importer {
  readonly resource: Importable;
  readonly fields: Fields;
  /** Fields without which no record can be made. */
  readonly required: readonly string[];
  /** References that may be made with the record when nobody has that name yet. */
  readonly creates?: readonly string[];
  /** Values by which a row's record is recognized, as the record type claims them. */
  readonly keys: Partial<
    Record<UpsertKey, (value: string) => string | undefined | Promise<string | undefined>>
  >;
  /** Whether each row is written by itself, because the resource's own verbs read what they need. */
  readonly oneByOne?: boolean;
  /** More items to read besides what rows name: those that the record they may change refers to. */
  reads?(existing: string, known: Known): readonly Key[];
  /** What rows share and change: those with one in common are done one after the other. */
  shares?(row: Row): readonly string[];
  /** Document numbers that a row needs. */
  numbers(row: Row, exists: boolean): readonly Numbered[];
  /**
   * What a row makes of the records as they are known.
   * @throws Problem that becomes the row's error
   */
  decide(row: Row, existing: string | undefined, desk: Desk): Promise<Decision>;
  /** The field that a JSON pointer of a problem is about, where it is not the pointer's first step. */
  fieldAt?(pointer: string): string | undefined;
}
