import { addDays } from "../time/zone.ts";
import { keyOf, keysOf, LEAP_DAYS, type YearlyDay } from "./days/yearly.ts";

/** A contact or a customer, as far as greetings go. */
interface Greeted {
  readonly birthday?: YearlyDay | undefined;
  readonly email?: string | undefined;
  readonly careMails?: { readonly consent: boolean } | undefined;
  readonly updatedAt: string;
  readonly deletedAt?: string | undefined;
}

/** Around an instant: whatever the company's zone, its own date is among them. */
const AROUND = [-1, 0, 1];

/**
 * Whether a change lets somebody be greeted whose birthday is about today: they are new, their birthday was told, or they
 * consent now or have an address. The morning's sweep may be over by then. Pure.
 */
export function isNewcomer(was: Greeted | undefined, is: Greeted): boolean {
  const { birthday, updatedAt, deletedAt } = is;
  if (birthday === undefined || deletedAt !== undefined) return false;
  const key = keyOf(birthday);
  const isSame = was?.birthday !== undefined && keyOf(was.birthday) === key;
  if (isSame && wayTo(was) === wayTo(is)) return false;
  const today = updatedAt.slice(0, 10);
  return AROUND.some((days) =>
    LEAP_DAYS.some((leapDay) => keysOf(addDays(today, days), leapDay).includes(key)),
  );
}

/** Where they may be written to. */
function wayTo({ email, careMails }: Greeted): string | undefined {
  return careMails?.consent === true ? email : undefined;
}
