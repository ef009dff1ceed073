import { checkBorn } from "../contacts/birthday.ts";
import { dated } from "../contacts/consent.ts";
import { ruleBroken } from "../problem/problem.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { addDays, dateIn } from "../time/zone.ts";
import type { Customer, CustomerInput } from "./customer.ts";
import { customerCare } from "./settings.ts";

/** Sentences that callers read. */
export const PERSONAL_RULES = {
  birthday: "a company has no birthday: its contacts have",
  revisitPast: "a revisit is planned for today or later",
  keyAccount: "only key accounts are revisited at intervals",
} as const;

/** How a customer is cared for, as it is kept. */
interface Cared {
  readonly careMails: Customer["careMails"];
  readonly revisitEveryDays: number | undefined;
  readonly revisitOn: string | undefined;
}

/**
 * Birthday, consent and revisits of a customer in the form in which they are kept: consent with its date, and the date of
 * the next revisit.
 * @param before as it was
 * @throws Problem rule-broken
 */
export async function cared(
  input: Omit<CustomerInput, "ownerId">,
  before: Customer | undefined,
  now: Date,
): Promise<Cared> {
  const { kind, birthday, careMails } = input;
  const [{ timeZone }, { revisitEveryDays }] = await Promise.all([setting(company), setting(customerCare)]);
  const today = dateIn(now, timeZone);
  if (birthday !== undefined) {
    if (kind !== "person") throw ruleBroken(PERSONAL_RULES.birthday, "/birthday");
    checkBorn(birthday, today);
  }
  return {
    careMails: dated(careMails, before?.careMails, today),
    ...revisits(input, before, today, revisitEveryDays),
  };
}

type Revisits = Pick<CustomerInput, "keyAccount" | "revisitEveryDays" | "revisitOn">;

/** Whoever is a key account no longer is not revisited; one that becomes it, or at another interval, from today on. */
function revisits(
  { keyAccount, revisitEveryDays, revisitOn }: Revisits,
  before: Revisits | undefined,
  today: string,
  usual: number,
): Omit<Cared, "careMails"> {
  if (keyAccount !== true) {
    if (revisitEveryDays !== before?.revisitEveryDays)
      throw ruleBroken(PERSONAL_RULES.keyAccount, "/revisitEveryDays");
    if (revisitOn !== before?.revisitOn) throw ruleBroken(PERSONAL_RULES.keyAccount, "/revisitOn");
    return { revisitEveryDays: undefined, revisitOn: undefined };
  }
  const isTold = revisitOn !== undefined && revisitOn !== before?.revisitOn;
  if (isTold && revisitOn < today) throw ruleBroken(PERSONAL_RULES.revisitPast, "/revisitOn");
  const isAsBefore = before?.keyAccount === true && before.revisitEveryDays === revisitEveryDays;
  const stays = isTold || isAsBefore ? revisitOn : undefined;
  return { revisitEveryDays, revisitOn: stays ?? addDays(today, revisitEveryDays ?? usual) };
}
