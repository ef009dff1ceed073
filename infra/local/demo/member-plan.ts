import type { CustomerInput } from "../../../lib/customers/customer.ts";
import { addDays, dateIn } from "../../../lib/time/zone.ts";
import { personName } from "./names.ts";
import { type Chance, chance } from "./random.ts";

const ZONE = "Asia/Shanghai";
const DAY = 86_400_000;
const MEMBERS = 30;

/** Days before today, or for `at` of a purchase that was kept on paper before, more than the company has worked here. */
interface Step {
  readonly daysAgo: number;
}

/** What happens to a member's balances; amounts in yuan. */
export type MemberStep = Step &
  (
    | {
        readonly kind: "spend";
        readonly amount: number;
        readonly boughtDaysAgo?: number;
        readonly pay?: "stored-value" | "points";
      }
    | { readonly kind: "top-up"; readonly amount: number }
    | { readonly kind: "refund"; readonly share: number }
    | { readonly kind: "redeem"; readonly points: number; readonly gift: string }
    | { readonly kind: "end"; readonly reason: string }
    | { readonly kind: "join" }
  );

/** A household that is a member of the company's shop, and all that it did there. */
export interface MemberStory {
  readonly customer: Pick<
    CustomerInput,
    "name" | "kind" | "phone" | "email" | "region" | "language" | "birthday" | "careMails"
  >;
  readonly joinedDaysAgo: number;
  /** The birthday of these weeks, of those who had one. */
  readonly bornOn: string | undefined;
  readonly steps: readonly MemberStep[];
}

const CITIES = ["上海", "苏州", "杭州", "南京", "广州", "深圳"] as const;
const GIFTS = ["滤芯一支", "保温杯一只", "免费清洗一次"] as const;

/** What a purchase costs by how good a customer a household is: every tenth buys for a villa, every fifth often. */
const PURCHASES = [
  { every: 10, from: 9_000, to: 26_000, times: 6 },
  { every: 5, from: 2_400, to: 6_800, times: 6 },
  { every: 2, from: 600, to: 2_200, times: 4 },
  { every: 1, from: 120, to: 900, times: 2 },
] as const;

/** A year of the shop before `today`: the same for the same seed and day. */
export function memberPlan(today: Date, seed = 20_260_318): MemberStory[] {
  const luck = chance(seed);
  return Array.from({ length: MEMBERS }, (_, index): MemberStory => {
    const joinedDaysAgo = luck.between(60, 350);
    const isRecent = index % 6 === 1;
    const date = addDays(dateIn(today, ZONE), isRecent ? -2 - index : -luck.between(40, 300));
    return {
      customer: {
        name: personName(luck),
        kind: "person",
        phone: `+86139${String(20_000_000 + index * 41)}`,
        email: `family-${index + 1}@home.example`,
        region: luck.pick(CITIES),
        language: index % 11 === 4 ? "zh-TW" : index % 13 === 6 ? "en" : "zh-CN",
        birthday: { calendar: "solar", month: Number(date.slice(5, 7)), day: Number(date.slice(8)) },
        careMails: { consent: index % 8 !== 5 },
      },
      joinedDaysAgo,
      bornOn: isRecent ? date : undefined,
      steps: inOrder(stepsOf(index, joinedDaysAgo, luck)),
    };
  });
}

function stepsOf(index: number, joined: number, luck: Chance): MemberStep[] {
  const { from, to, times } = PURCHASES.find(({ every }) => index % every === 0) ?? PURCHASES[3];
  const amount = () => luck.between(from, to);
  const later = (share: number) => Math.max(1, Math.round(joined * share));
  const purchases = Array.from({ length: times }, (_, each): MemberStep => {
    const daysAgo = later(1 - (each + luck.next()) / (times + 1));
    return { kind: "spend", daysAgo, amount: amount() };
  });
  const isPrepaid = index % 3 === 0;
  return [
    ...purchases,
    // Kept on paper until the shop was connected: its points are a year old by now, and gone.
    ...(index % 4 === 1
      ? [{ kind: "spend", daysAgo: joined, amount: amount(), boughtDaysAgo: 400 } as const]
      : []),
    ...(isPrepaid
      ? [
          { kind: "top-up", daysAgo: later(0.6), amount: luck.pick([1_000, 2_000, 5_000]) } as const,
          { kind: "spend", daysAgo: later(0.4), amount: 600, pay: "stored-value" } as const,
        ]
      : []),
    ...(index % 7 === 2
      ? [{ kind: "refund", daysAgo: later(0.05), share: luck.pick([0.3, 1]) } as const]
      : []),
    ...(index % 5 === 0
      ? [{ kind: "redeem", daysAgo: later(0.1), points: 200, gift: luck.pick(GIFTS) } as const]
      : []),
    ...(index % 9 === 4 ? [{ kind: "spend", daysAgo: 3, amount: 380, pay: "points" } as const] : []),
    ...(index === 17 || index === 23 ? [{ kind: "end", daysAgo: 12, reason: "迁居外地" } as const] : []),
    ...(index === 23 ? [{ kind: "join", daysAgo: 2 } as const] : []),
  ];
}

/** Whoever has left does nothing more, but join again. */
function inOrder(steps: readonly MemberStep[]): MemberStep[] {
  const left = steps.find(({ kind }) => kind === "end")?.daysAgo ?? 0;
  return steps
    .filter(({ kind, daysAgo }) => daysAgo > left || kind === "end" || kind === "join")
    .toSorted((one, other) => other.daysAgo - one.daysAgo);
}

/** The instant of a step: in the shop's hours, and in order on one day. */
export function timeOf(today: Date, daysAgo: number, order: number): Date {
  const at = new Date(today.getTime() - daysAgo * DAY);
  at.setUTCHours(2 + (order % 8), (order * 17) % 60, 0, 0);
  return at;
}
