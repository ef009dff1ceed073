import * as z from "zod";
import { idOf } from "../ids/id.ts";
import { money, signedMoney } from "../money/money.ts";
import { calendarDate, instant } from "../time/calendar.ts";
import type { Points, StoredValue } from "./account.ts";
import { MOVEMENTS } from "./movement.ts";

/** The two ledgers of a membership (DOMAIN §11). */
export const LEDGERS = ["stored-value", "points"] as const;
export type LedgerName = (typeof LEDGERS)[number];

const fields = {
  id: z.string(),
  movementId: idOf("movement"),
  movement: z.enum(MOVEMENTS),
  at: instant,
  recordedAt: instant,
  recordedBy: z.string(),
  reference: z.string().optional(),
  note: z.string().optional(),
  /** Of a refund: the spend or the top-up that it takes back. */
  refunds: idOf("movement").optional(),
} as const;

/** One line of a statement: immutable, and the sum of all of them is the balance. */
export const statementEntry = z
  .discriminatedUnion("ledger", [
    z.object({
      ...fields,
      ledger: z.literal("stored-value"),
      kind: z.enum(["topped-up", "bonus", "paid", "returned", "taken-out", "paid-out", "forfeited"]),
      change: signedMoney,
      balance: money,
      bonus: money.meta({ description: "What of the balance is bonus" }),
    }),
    z.object({
      ...fields,
      ledger: z.literal("points"),
      kind: z.enum(["earned", "redeemed", "returned", "taken-back", "expired", "forfeited"]),
      change: z.int(),
      balance: z.int(),
      owed: z.int().meta({ description: "Taken back after they were spent; later points pay these first" }),
      owedChange: z.int(),
      expiresOn: calendarDate.optional(),
    }),
  ])
  .meta({ id: "MembershipEntry" });
export type StatementEntry = z.infer<typeof statementEntry>;

type Of<L extends LedgerName> = Extract<StatementEntry, { ledger: L }>;

/** A line as a decision makes it; what is common to all lines of a movement is added when it is written. */
export type Line =
  | { ledger: "stored-value"; kind: Of<"stored-value">["kind"]; was: StoredValue; is: StoredValue }
  | (Pick<Of<"points">, "kind" | "expiresOn"> & { ledger: "points"; was: Points; is: Points });

/** The changes of balance that a line stands for. */
export function lineFields(line: Line, currency: string) {
  switch (line.ledger) {
    case "stored-value": {
      const { ledger, kind, was, is } = line;
      const amounts = (amount: number) => ({ amount, currency });
      return {
        ledger,
        kind,
        change: amounts(is.balance - was.balance),
        balance: amounts(is.balance),
        bonus: amounts(is.bonus),
      };
    }
    case "points": {
      const { ledger, kind, was, is, expiresOn } = line;
      return {
        ledger,
        kind,
        change: is.balance - was.balance,
        balance: is.balance,
        owed: is.owed,
        owedChange: is.owed - was.owed,
        ...(expiresOn !== undefined && { expiresOn }),
      };
    }
    default:
      return line satisfies never;
  }
}

/** Whether a line says anything. */
export function isLine({ was, is }: Line): boolean {
  return was.balance !== is.balance || ("owed" in was && "owed" in is && was.owed !== is.owed);
}

/** Partition and sort key of a line; lines of a ledger stand in the order in which they were written. */
export function statementKey(membershipId: string, ledger: LedgerName, movementId: string, index: number) {
  return { pk: `statement#${membershipId}`, sk: `${ledger}#${movementId}#${index}` };
}

export const statementPartition = (membershipId: string) => `statement#${membershipId}`;
export const statementPrefix = (ledger: LedgerName) => `${ledger}#`;
