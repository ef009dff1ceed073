import type { Copy } from "../table/entity.ts";
import { keyOf, type YearlyDay } from "./days/yearly.ts";

/**
 * Where the morning's sweep finds those whom a day concerns, and nobody else: its cost follows them, not the number of
 * customers. The entries are copies of the records, kept by the table's stream, one for each record and day.
 */
export const foundOn = {
  /** @param key of a yearly day */
  birthday: (key: string) => `care#birthday#${key}`,
  /** @param key of a yearly day */
  joining: (key: string) => `care#joined#${key}`,
  /** The other days are calendar dates. */
  delivery: (date: string) => `care#delivered#${date}`,
  warranty: (date: string) => `care#warranty#${date}`,
  dormant: (date: string) => `care#dormant#${date}`,
  /** Here in the order of their dates, so that what was not seen to on its day is found later. */
  revisits: "care#revisits",
  consenting: (shard: number) => `care#consenting#${shard}`,
} as const;

/** Those who consent to care mails are spread over so many partitions. */
export const SHARDS = 16;

/** Where somebody who consents is listed; ids end in random characters. */
function shardOf(id: string): number {
  return (id.codePointAt(id.length - 1) ?? 0) % SHARDS;
}

interface CaredFor {
  readonly id: string;
  readonly birthday?: YearlyDay | undefined;
  readonly email?: string | undefined;
  readonly careMails?: { readonly consent: boolean } | undefined;
}

/** Entries of a contact, or of a customer: by birthday, and among those who consent and can be written to. */
export function careCopies({ id, birthday, email, careMails }: CaredFor): Copy[] {
  const byBirthday = birthday && dayCopy("birthday", foundOn.birthday(keyOf(birthday)), id);
  const isConsenting = careMails?.consent === true && email !== undefined;
  const consenting = isConsenting ? dayCopy("consenting", foundOn.consenting(shardOf(id)), id) : undefined;
  return [byBirthday, consenting].filter((copy) => copy !== undefined);
}

/** One entry; it holds no more than is needed to read what it is about. */
export function dayCopy(name: string, namePk: string, nameSk: string): Copy {
  return { name: `care#${name}`, keys: { namePk, nameSk }, holds: ["customerId"] };
}
