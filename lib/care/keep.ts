import { isDeepStrictEqual } from "node:util";
import { authorize } from "../access/reach.ts";
import { type Context, expectVersion, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { newId } from "../ids/id.ts";
import { conflict, notFound } from "../problem/problem.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { query } from "../table/query.ts";
import { find } from "../table/read.ts";
import { firstVersion, nextVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { dateIn } from "../time/zone.ts";
import {
  type CareRule,
  type CareRuleInput,
  careRuleInput,
  careRules,
  MOST_RULES,
  RULES_PARTITION,
} from "./rule.ts";
import { CARE_RULES, checkEverybody, checkRule, mustBe, tooMany } from "./rules.ts";
import { shippedRules } from "./shipped.ts";

/** A rule as callers are shown it. */
export type ShownRule = CareRule & { readonly isDefault: boolean };

export function shown(rule: CareRule): ShownRule {
  const shipped = shippedRules.find(({ id }) => id === rule.id);
  return { ...rule, isDefault: shipped !== undefined && saysTheSame(rule, shipped) };
}

const FIELDS = Object.keys(careRuleInput.shape);

function saysTheSame(rule: CareRule, other: CareRule): boolean {
  return isDeepStrictEqual(said(rule), said(other));
}

const said = (rule: CareRule) =>
  Object.fromEntries(
    Object.entries(rule).filter(([name, value]) => FIELDS.includes(name) && value !== undefined),
  );

/** Every rule that stands: the shipped ones as they are unless somebody changed them, and the company's own. One call. */
export async function allRules(): Promise<CareRule[]> {
  const items = await query({ index: "byName", key: RULES_PARTITION }, { order: "ascending" });
  const stored = items.map((item) => careRules.schema.parse(item));
  const changed = new Set(stored.map(({ id }) => id));
  return [...shippedRules.filter(({ id }) => !changed.has(id)), ...stored].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
}

/**
 * A rule as it stands, consistently. One call.
 * @throws Problem not-found
 */
export async function readRule(id: string): Promise<CareRule> {
  const rule = (await find(careRules, id)) ?? shippedRules.find((shipped) => shipped.id === id);
  if (rule === undefined || rule.deletedAt !== undefined) throw notFound(careRules.type, id);
  return rule;
}

/**
 * Adds a rule of the company's own, switched off. Two calls.
 * @throws Problem rule-broken, conflict when there are too many
 */
export async function createRule(input: CareRuleInput, context: Context): Promise<Change<ShownRule>> {
  checkRule(input, await today(context));
  if ((await allRules()).length >= MOST_RULES) throw tooMany();
  const rule: CareRule = {
    ...firstVersion(newId("care-rule", context.now), stampOf(context)),
    ...input,
    on: false,
  };
  return { writes: put(careRules, rule, undefined), result: shown(rule) };
}

/**
 * Changes a rule, a shipped one too. Two calls.
 * @throws Problem not-found, stale-version, rule-broken
 */
export function changeRule(id: string, patch: unknown, context: Context): Promise<Change<ShownRule>> {
  return decided(id, context, (rule, date) => {
    const fields = patched(careRuleInput, rule, patch);
    checkRule(fields, date);
    return fields;
  });
}

/**
 * Switches a rule on, from today: what was before is not made up for. Two calls.
 * @throws Problem conflict when it is on, rule-broken when it would write to everybody and nobody confirmed that
 */
export function switchOn(
  id: string,
  { confirmEverybody }: { confirmEverybody?: boolean | undefined },
  context: Context,
): Promise<Change<ShownRule>> {
  return decided(id, context, (rule, since) => {
    mustBe(false, rule);
    return {
      on: true,
      since,
      switchedOnAt: context.now.toISOString(),
      ...(confirmEverybody !== undefined && { everybodyConfirmed: confirmEverybody }),
    };
  });
}

/** @throws Problem conflict when it is off */
export function switchOff(id: string, context: Context): Promise<Change<ShownRule>> {
  return decided(id, context, (rule) => {
    mustBe(true, rule);
    return { on: false, since: undefined, switchedOnAt: undefined, everybodyConfirmed: undefined };
  });
}

/**
 * Lets a shipped rule say again what the product ships; on or off it stays as it is. Two calls.
 * @throws Problem conflict when it is the company's own or stands as shipped
 */
export function restoreRule(id: string, context: Context): Promise<Change<ShownRule>> {
  return decided(id, context, (rule) => {
    const shipped = shippedRules.find((one) => one.id === id);
    if (shipped === undefined) throw conflict(CARE_RULES.own);
    if (saysTheSame(rule, shipped)) throw conflict(CARE_RULES.isDefault);
    const { name, occasion, audience, makes, taskFor, template, sendAt, lateDays } = shipped;
    return { name, occasion, audience, makes, taskFor, template, sendAt, lateDays };
  });
}

/** @throws Problem conflict when the product ships it */
export async function removeRule(id: string, context: Context): Promise<Change<undefined>> {
  const rule = await readToChange(id, context, "delete");
  if (rule.shipped !== undefined) throw conflict(CARE_RULES.shipped);
  const next = { ...nextVersion(rule, {}, stampOf(context)), deletedAt: context.now.toISOString() };
  return { writes: put(careRules, next, rule), result: undefined };
}

type Fields = { [K in keyof CareRule]?: CareRule[K] | undefined };

async function decided(
  id: string,
  context: Context,
  decide: (rule: CareRule, today: string) => Fields,
): Promise<Change<ShownRule>> {
  const [rule, date] = await Promise.all([readToChange(id, context, "update"), today(context)]);
  const next = nextVersion(rule, decide(rule, date), stampOf(context));
  if (next.on) checkEverybody(next);
  return { writes: put(careRules, next, rule.version === 0 ? undefined : rule), result: shown(next) };
}

async function readToChange(id: string, context: Context, action: "update" | "delete"): Promise<CareRule> {
  const rule = await readRule(id);
  authorize(context.caller, action, careRules, rule);
  expectVersion(context, rule);
  return rule;
}

async function today({ now }: Pick<Context, "now">): Promise<string> {
  const { timeZone } = await setting(company);
  return dateIn(now, timeZone);
}
