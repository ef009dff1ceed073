import * as z from "zod";
import { entryItem } from "../aggregates/ledger.ts";
import { negated } from "../aggregates/measures.ts";
import { ledgers } from "../ledgers.ts";
import { conflict } from "../problem/problem.ts";
import { putOnce, type Write } from "../table/write.ts";

/** One entry that a win makes in a ledger, as data: kept with the win, so that undoing it takes back exactly this. */
export const posting = z.object({
  ledger: z.string(),
  dimensions: z.record(z.string(), z.string()),
  /** Names what is booked; with the purpose it is the entry's key. */
  name: z.string(),
  measures: z.record(z.string(), z.int()),
  month: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type Posting = z.infer<typeof posting>;

/** Why an entry is made. */
export type Purpose = "booking" | "reversal" | "adjustment";

/**
 * Makes the entry of a posting, once: a second one under the same name and purpose is refused.
 * @param at when it is written
 */
export function post({ ledger, name, details, ...entry }: Posting, purpose: Purpose, at: Date): Write {
  const declared = ledgers.find((one) => one.name === ledger);
  if (declared === undefined) throw new Error(`no ledger ${ledger} is declared`);
  const item = entryItem(
    declared,
    { ...entry, key: `${name}#${purpose}`, revision: 1, changedAt: at.toISOString() },
    { ...details, purpose },
  );
  const listed = item.customerPk === undefined ? item : { ...item, customerSk: item.listSk };
  return putOnce(listed, () => conflict("this is booked already"));
}

/** The posting that takes another back: the same with opposite signs. */
export function reversed(original: Posting): Posting {
  return { ...original, measures: negated(original.measures) };
}
