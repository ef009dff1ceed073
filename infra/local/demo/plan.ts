import type { ContactInput } from "../../../lib/contacts/contact.ts";
import { birthdayOf } from "./care.ts";
import { COMPETITORS, PARTNERS, PRODUCTS } from "./catalogue.ts";
import { companyName, INDUSTRIES, personName } from "./names.ts";
import { type Chance, chance } from "./random.ts";
import { type Served, servicePlan } from "./service-plan.ts";
import { STAFF, type StaffKey } from "./staff.ts";

/** One customer of the demo company and everything that was done with it, in order. */
export interface Story {
  readonly owner: StaffKey;
  readonly since: Date;
  readonly customer: {
    readonly name: string;
    readonly region: string;
    readonly industry: string;
    readonly phone: string;
    readonly email: string;
    readonly employees: number;
    readonly source: "referral" | "website" | "event" | "cold-call" | "campaign";
    readonly keyAccount?: true;
  };
  readonly contact: Pick<ContactInput, "name" | "post" | "email" | "birthday" | "careMails">;
  readonly deals: readonly Deal[];
  readonly service: Served;
}

/** One opportunity, from its first day to its end. Indexes point into the catalogue. */
export interface Deal {
  readonly name: string;
  readonly startedAt: Date;
  readonly lines: readonly { product: number; quantity: number; discount: number }[];
  readonly rivals: readonly number[];
  readonly ally: number | undefined;
  readonly attitude: number;
  /** Steps along the pipeline: at each a follow-up was done. */
  readonly steps: readonly Date[];
  readonly end: { readonly kind: "won" | "lost"; readonly at: Date; readonly reason: string } | undefined;
  /** Days from the start to the expected close. */
  readonly expectedIn: number;
}

const DAY = 86_400_000;
const CUSTOMERS = 220;
const SOURCES = ["referral", "website", "event", "cold-call", "campaign"] as const;
const POSTS = ["总经理", "采购经理", "工程部主任", "行政主管", "财务总监"] as const;
const REASONS = ["price", "competitor", "no-budget", "timing", "relationship", "product-fit"] as const;

/** About twelve months of work before `today`: the same for the same seed and day. */
export function plan(today: Date, seed = 20_260_101): Story[] {
  const luck = chance(seed);
  const served = servicePlan(today);
  const sellers = STAFF.filter(({ role }) => role === "salesperson").map(({ key }) => key);
  const names = new Set<string>();
  return Array.from({ length: CUSTOMERS }, (_, index): Story => {
    const { name, city, trade } = unusedName(luck, names);
    const since = workday(today, luck.between(20, 365), luck);
    return {
      owner: sellers[index % sellers.length] ?? "salesperson",
      since,
      customer: {
        name,
        region: city,
        industry: INDUSTRIES[trade],
        phone: `+86138${String(10_000_000 + index * 37)}`,
        email: `info@customer-${index + 1}.example`,
        employees: luck.between(8, 900),
        source: luck.pick(SOURCES),
        ...(index % 40 === 0 && { keyAccount: true }),
      },
      contact: {
        name: personName(luck),
        post: luck.pick(POSTS),
        email: `contact@customer-${index + 1}.example`,
        birthday: birthdayOf(index, { month: luck.between(1, 12), day: luck.between(1, 28) }, today),
        careMails: { consent: index % 7 !== 3 },
      },
      deals: dealsOf(name, since, today, luck),
      service: served(since),
    };
  });
}

function unusedName(luck: Chance, names: Set<string>) {
  for (;;) {
    const made = companyName(luck);
    if (names.has(made.name)) continue;
    names.add(made.name);
    return made;
  }
}

function dealsOf(name: string, since: Date, today: Date, luck: Chance): Deal[] {
  const room = Math.floor((today.getTime() - since.getTime()) / DAY);
  const starts = Array.from({ length: luck.between(2, 4) }, (_, index) =>
    index === 0 ? 0 : luck.between(1, room - 1),
  );
  return starts
    .sort((a, b) => a - b)
    .map((days) => deal(name, new Date(since.getTime() + days * DAY), today, luck));
}

function deal(customer: string, startedAt: Date, today: Date, luck: Chance): Deal {
  const lines = Array.from({ length: luck.between(1, 3) }, () => ({
    product: luck.between(0, PRODUCTS.length - 1),
    quantity: luck.between(1, 6),
    discount: luck.pick([0, 0, 0, 300, 500, 800]),
  })).filter(({ product }, index, all) => all.findIndex((line) => line.product === product) === index);
  const first = PRODUCTS[lines[0]?.product ?? 0] ?? PRODUCTS[0];
  const length = luck.between(12, 75);
  const endsAt = new Date(startedAt.getTime() + length * DAY);
  const over = endsAt < today;
  const visits = luck.between(1, 3);
  const steps = Array.from(
    { length: visits },
    (_, index) => new Date(startedAt.getTime() + ((index + 1) * length * DAY) / (visits + 1)),
  ).filter((at) => at < today);
  return {
    name: `${customer.slice(0, 6)} ${first.name}`,
    startedAt,
    lines,
    rivals: luck.happens(0.6) ? [luck.between(0, COMPETITORS.length - 1)] : [],
    ally: luck.happens(0.15) ? luck.between(0, PARTNERS.length - 1) : undefined,
    attitude: luck.between(2, 5),
    steps,
    end:
      over && luck.happens(0.93)
        ? { kind: luck.happens(0.55) ? "won" : "lost", at: endsAt, reason: luck.pick(REASONS) }
        : undefined,
    expectedIn: length + luck.between(-5, 12),
  };
}

/** A moment in working hours of Shanghai, some days before a day. */
function workday(today: Date, daysBefore: number, luck: Chance): Date {
  const at = new Date(today.getTime() - daysBefore * DAY);
  at.setUTCHours(luck.between(1, 9), luck.between(0, 59), 0, 0);
  const weekday = at.getUTCDay();
  return weekday === 0 || weekday === 6 ? new Date(at.getTime() - 2 * DAY) : at;
}
