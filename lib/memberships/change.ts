import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { ruleBroken } from "../problem/problem.ts";
import { decideOn } from "../resource/decide.ts";
import { readToChange } from "../resource/verbs.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { dateIn } from "../time/zone.ts";
import { memberWrites } from "./entries.ts";
import { JOIN_RULES } from "./join.ts";
import { type Membership, membershipIdOf, membershipInput, memberships } from "./membership.ts";

/** What is said of a membership; its balances and its tier follow from what moves them. */
export const changeable = membershipInput.pick({ number: true, joinedOn: true, note: true });

/** Corrects what is said of a membership. Two calls. @throws Problem rule-broken, already-exists */
export async function changeMembership(
  customerId: string,
  patch: unknown,
  context: Context,
): Promise<Change<Membership>> {
  const { timeZone } = await setting(company);
  const today = dateIn(context.now, timeZone);
  const found = await readToChange(memberships, membershipIdOf(customerId), context);
  return decideOn(memberships, found, "update", context, (record) => {
    const { number = record.number, joinedOn = record.joinedOn, note } = patched(changeable, record, patch);
    if (joinedOn > today) throw ruleBroken(JOIN_RULES.future, "/joinedOn");
    const next = nextVersion(record, { number, joinedOn, note }, stampOf(context));
    return { next, besides: memberWrites(record, next) };
  });
}
