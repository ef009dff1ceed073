import { refusal } from "../recipients/standing.ts";
import { dateIn, instantIn } from "../time/zone.ts";
import type { Case } from "./case.ts";
import { isKeyContact } from "./recipient.ts";
import { type HoldReason, restraint } from "./restraint.ts";
import type { Audience } from "./rule.ts";
import { templateOf } from "./rules.ts";
import type { Subject } from "./subject.ts";
import type { Terms } from "./terms.ts";

/** The mail that somebody gets, or why they get none. */
export type MailPlan =
  | {
      readonly do: "send";
      readonly at: Date;
      readonly template: string;
      /** It comes after its day. */
      readonly belated: boolean;
    }
  | { readonly do: "hold"; readonly reason: HoldReason };

/** What is done for somebody; neither is nothing. */
export interface Plan {
  readonly mail: MailPlan | undefined;
  readonly task: boolean;
}

/**
 * What a rule does for somebody whom its day concerns; `undefined` when they are none of its audience. Pure: the preview
 * shows what the sweep does.
 * @param now when it is decided, or for a preview of another day, when it would be
 */
export function decide(one: Case, terms: Terms, now: Date): Plan | undefined {
  const { rule, subject, date } = one;
  if (!isAddressed(rule.audience, subject)) return undefined;
  const isInactive = subject.customer.type === "inactive";
  const task =
    !isInactive &&
    rule.makes !== "mail" &&
    subject.customer.ownerId !== undefined &&
    (rule.taskFor === "all" || isImportant(subject, terms));
  if (rule.makes === "task") return task ? { mail: undefined, task } : undefined;
  const { zone } = terms;
  const wished = instantIn(dateIn(now, zone), rule.sendAt, zone);
  const verdict = restraint(
    {
      isInactive,
      address: one.recipient.address,
      consents: one.recipient.consents,
      refusal: refusal(one.standing, "care"),
      turns: one.turns,
      addressTurns: one.addressTurns,
    },
    wished > now ? wished : now,
    { ...terms.restraint, zone },
  );
  if (verdict.do === "hold") return { mail: verdict, task };
  const belated = dateIn(verdict.at, zone) > date;
  return { mail: { ...verdict, template: templateOf(rule, date), belated }, task };
}

/** Of a list, one is enough; of several lists, all must fit. */
export function isAddressed(
  { kinds, tiers, classes, tags, keyAccountsOnly, keyContactsOnly }: Audience,
  { customer, contact, membership, value }: Subject,
): boolean {
  const valueClass = value?.class;
  return (
    (kinds === undefined || kinds.includes(customer.kind)) &&
    (tiers === undefined || (membership !== undefined && tiers.includes(membership.tier))) &&
    (classes === undefined || (valueClass !== undefined && classes.includes(valueClass))) &&
    (tags === undefined || tags.some((tag) => customer.tags?.includes(tag))) &&
    (keyAccountsOnly !== true || customer.keyAccount === true) &&
    (keyContactsOnly !== true || contact === undefined || isKeyContact(contact))
  );
}

/** Whom the owner is asked to call: key accounts, and customers of the tiers and classes that the company names. */
export function isImportant({ customer, membership, value }: Subject, { important }: Terms): boolean {
  const { tiers, classes } = important;
  return (
    customer.keyAccount === true ||
    (membership !== undefined && tiers.includes(membership.tier)) ||
    (value?.class !== undefined && classes.includes(value.class))
  );
}
