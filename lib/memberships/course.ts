import type { Measures } from "../aggregates/ledger.ts";
import { sum } from "../aggregates/measures.ts";
import { ruleBroken } from "../problem/problem.ts";
import { nextVersion, type Stamp } from "../table/record.ts";
import { addDays, dateIn, instantIn, monthIn } from "../time/zone.ts";
import { expired, MOST_HELD, type Points, type StoredValue, TOO_MUCH } from "./account.ts";
import type { Membership } from "./membership.ts";
import { type Movement, type MovementKind, nextMovementId } from "./movement.ts";
import type { PointsRules } from "./points-rules.ts";
import { isLine, type Line } from "./statement.ts";
import type { Terms } from "./terms.ts";
import { lowered, type Qualification, raised } from "./tiers.ts";

/** A membership's balances in numbers: minor units and points. */
export interface State {
  readonly storedValue: StoredValue;
  readonly points: Points;
  readonly qualification: Qualification;
}

/** What a movement is about, as statements and reports tell it. */
export interface About {
  readonly kind: MovementKind;
  readonly id: string;
  readonly at: string;
  /** What it counts for in reports. */
  readonly month: string;
  readonly tier: string;
  readonly amount?: number | undefined;
  readonly reference?: string | undefined;
  readonly note?: string | undefined;
  readonly refunds?: string | undefined;
}

/** A movement, decided: the membership after it, the lines of its statement, and what it adds to reports. */
export interface Moved {
  readonly was: Membership;
  readonly next: Membership;
  readonly about: About;
  readonly lines: readonly Line[];
  readonly measures: Measures;
  /** Of points that went because their last day was over; they count in the month in which that is seen. */
  readonly expired: { readonly points: number; readonly month: string };
  /** What can be refunded, or was in part. */
  readonly movement?: { readonly next: Movement; readonly was: Movement | undefined };
  /** What it adds to the customer's purchases. */
  readonly purchase?: Measures;
}

/** The balances that stand today, after what expired before is gone. */
export function opened(membership: Membership, terms: Terms, now: Date) {
  const { storedValue, points, qualification } = membership;
  const today = dateIn(now, terms.timeZone);
  const { points: standing, gone } = expired(points, today);
  const state: State = {
    storedValue: { balance: storedValue.balance.amount, bonus: storedValue.bonus.amount },
    points: standing,
    qualification: { spend: qualification.spend.amount, purchases: qualification.purchases },
  };
  const line: Line = { ledger: "points", kind: "expired", was: points, is: standing };
  return {
    state,
    today,
    gone,
    id: nextMovementId(membership.last?.id, now),
    lines: gone > 0 ? [line] : [],
    month: monthIn(now, terms.timeZone),
  };
}

/** What a movement decided, before the membership's next version is made of it. */
interface Outcome {
  readonly about: About;
  readonly state: State;
  readonly lines: readonly Line[];
  readonly measures: Measures;
  /** Whether the tier may rise or fall by it. */
  readonly tier: "rises" | "falls" | "stays";
  readonly purchasedOn?: string;
  readonly more?: Pick<Moved, "movement" | "purchase">;
}

/**
 * The membership after a movement: its balances, its tier, and when its points are next due.
 * @throws Problem rule-broken when it would hold more than is kept exactly
 */
export function closed(
  was: Membership,
  opening: ReturnType<typeof opened>,
  { about, state, lines, measures, tier: course, purchasedOn, more }: Outcome,
  { tiers, points: rules, currency, timeZone }: Terms,
  stamp: Stamp,
): Moved {
  refuseTooMuch(state);
  const all = [...opening.lines, ...lines].filter(isLine);
  const tier = tierAfter(was.tier, state.qualification, tiers, course);
  const change = (ledger: Line["ledger"]) =>
    all.reduce((total, line) => total + (line.ledger === ledger ? line.is.balance - line.was.balance : 0), 0);
  const { lots, balance, owed } = state.points;
  const inCurrency = (amount: number) => ({ amount, currency });
  const next = nextVersion(
    was,
    {
      ...(tier !== was.tier && {
        tier,
        tierSince: stamp.now.toISOString(),
        tierMove: course === "rises" ? "raised" : "lowered",
      }),
      qualification: {
        spend: inCurrency(state.qualification.spend),
        purchases: state.qualification.purchases,
      },
      storedValue: {
        balance: inCurrency(state.storedValue.balance),
        bonus: inCurrency(state.storedValue.bonus),
      },
      points: { balance, owed, lots: [...lots] },
      dueAt: dueAtOf(state.points, was.warnedFor, rules, timeZone),
      last: {
        id: about.id,
        kind: about.kind,
        at: about.at,
        reference: about.reference,
        amount: about.amount === undefined ? undefined : inCurrency(about.amount),
        storedValue: change("stored-value"),
        points: change("points") + opening.gone,
        expired: opening.gone,
      },
      ...(purchasedOn !== undefined &&
        purchasedOn > (was.lastPurchaseOn ?? "") && { lastPurchaseOn: purchasedOn }),
    },
    stamp,
  );
  return {
    was,
    next,
    about,
    lines: all,
    measures: sum([measures]),
    expired: { points: opening.gone, month: opening.month },
    ...more,
  };
}

function tierAfter(
  tier: string,
  qualification: Qualification,
  tiers: Terms["tiers"],
  course: Outcome["tier"],
): string {
  switch (course) {
    case "rises":
      return raised(tier, qualification, tiers);
    case "falls":
      return lowered(tier, qualification, tiers);
    case "stays":
      return tier;
    default:
      return course satisfies never;
  }
}

/**
 * When a member's points are next to be warned of, or to go.
 * @param warnedFor last day of those that were warned of last
 */
export function dueAtOf(
  { lots }: Pick<Points, "lots">,
  warnedFor: string | undefined,
  { warnDays }: PointsRules,
  timeZone: string,
): string | undefined {
  const expiresOn = lots[0]?.expiresOn;
  if (expiresOn === undefined) return undefined;
  const isWarned = warnDays === 0 || warnedFor === expiresOn;
  return instantIn(addDays(expiresOn, isWarned ? 1 : -warnDays), "00:00", timeZone).toISOString();
}

function refuseTooMuch({ storedValue, points, qualification }: State): void {
  const held = [storedValue.balance, points.balance, points.owed, qualification.spend];
  if (held.some((amount) => amount > MOST_HELD)) throw ruleBroken(TOO_MUCH, "/amount");
}
