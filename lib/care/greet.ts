import { commit } from "../table/commit.ts";
import { find } from "../table/read.ts";
import { type Change, unchanged } from "../table/write.ts";
import { dateIn } from "../time/zone.ts";
import { careFor, careMailIdOf } from "./care.ts";
import { type CareMail, careMails } from "./care-mail.ts";
import type { Case } from "./case.ts";
import { decide } from "./decide.ts";
import { gather } from "./gather.ts";
import { allRules } from "./keep.ts";
import type { CareRule } from "./rule.ts";
import { type Terms, termsOfCare } from "./terms.ts";
import type { Candidate } from "./whom.ts";

/**
 * Greets somebody on their birthday who could not be greeted in the morning: who is new, or whose birthday, address or
 * consent was told since. Once, whoever else cares for them at this moment.
 */
export async function greetNewcomer(candidate: Candidate, now: Date): Promise<void> {
  const [rules, terms] = await Promise.all([allRules(), termsOfCare()]);
  for (const rule of rules)
    if (rule.on && rule.occasion.kind === "birthday")
      await commit(await greeting(rule, candidate, terms, now));
}

async function greeting(
  rule: CareRule,
  candidate: Candidate,
  terms: Terms,
  now: Date,
): Promise<Change<CareMail | undefined>> {
  const [one] = await gather(rule, dateIn(now, terms.zone), [candidate], terms);
  const held = one?.isDone === true ? await heldBack(one, terms) : undefined;
  if (one === undefined || (one.isDone && held === undefined)) return unchanged(undefined);
  const plan = decide(one, terms, now);
  // What was held back stays so as long as they cannot be written to.
  if (plan === undefined || (held !== undefined && plan.mail?.do !== "send")) return unchanged(undefined);
  return careFor(one, plan, terms, now, () => greeting(rule, candidate, terms, now), held);
}

/** The care mail that was held back on this occasion. */
async function heldBack(one: Case, terms: Terms): Promise<CareMail | undefined> {
  const made = await find(careMails, careMailIdOf(one, terms));
  return made?.status === "held" ? made : undefined;
}
