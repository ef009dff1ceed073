import { ASSUMPTIONS, type Assumptions } from "./assumptions.ts";
import type { Deployed } from "./deployed.ts";
import { ALL_METERS, METERS, type Meter, sumOf, type Usage, usageOf } from "./meters.ts";
import type { Prices } from "./prices.ts";
import type { Profile } from "./profile.ts";
import { tracesOf, usageOfStanding, usageOfWork } from "./usage.ts";
import type { Volume } from "./volumes.ts";

/** A line of the bill. */
export interface Line {
  readonly meter: Meter;
  readonly service: string;
  readonly amount: number;
  readonly usd: number;
}

/** A month's bill, in dollars. */
export interface Bill {
  readonly lines: readonly Line[];
  /** By service, the dearest first. */
  readonly services: readonly { readonly service: string; readonly usd: number }[];
  readonly total: number;
  /** The dearest line. */
  readonly driver: Line;
}

/** What a usage costs: amount by price, and what an account gets for nothing taken off where that is wanted. */
export function billOf(usage: Usage, prices: Prices, options: { freeTier?: boolean } = {}): Bill {
  const lines = ALL_METERS.map((meter): Line => {
    const { usd, per, free } = prices.of(meter);
    const amount = usage[meter];
    const billed = options.freeTier === true ? Math.max(0, amount - free) : amount;
    return { meter, service: METERS[meter].service, amount, usd: (billed / per) * usd };
  });
  const services = [...Map.groupBy(lines, ({ service }) => service)]
    .map(([service, own]) => ({ service, usd: own.reduce((sum, { usd }) => sum + usd, 0) }))
    .sort((one, other) => other.usd - one.usd);
  const driver = lines.reduce((most, line) => (line.usd > most.usd ? line : most));
  return { lines, services, total: lines.reduce((sum, { usd }) => sum + usd, 0), driver };
}

/** What an action costs in a month, all its consequences included. */
export interface ActionCost {
  readonly action: string;
  readonly times: number;
  readonly usd: number;
}

export interface Estimate {
  readonly volume: Volume;
  readonly usage: Usage;
  readonly bill: Bill;
  readonly usdPerUser: number;
  /** By action, the dearest first; what stands there anyway is in none of them. */
  readonly actions: readonly ActionCost[];
  /** Actions of the volume that nobody has measured yet: they are not in the bill. */
  readonly unmeasured: readonly string[];
}

interface Given {
  readonly profile: Profile;
  readonly standing: Deployed;
  readonly prices: Prices;
  readonly assume?: Assumptions;
  readonly freeTier?: boolean;
}

/** A month's bill of a company: what is done, as it was measured, and what stands there. */
export function estimate(volume: Volume, given: Given): Estimate {
  const { profile, standing, prices, assume = ASSUMPTIONS, freeTier = false } = given;
  const done = Object.entries(volume.actions);
  const measured = done.flatMap(([action, times]) => {
    const found = profile.actions[action];
    return found === undefined ? [] : [{ action, times, work: found.work }];
  });
  const used = measured.map((each) => ({ ...each, usage: usageOfWork(each.work, standing, assume) }));
  const runs: Record<string, number> = {};
  for (const { work, times } of measured)
    for (const [name, each] of Object.entries(work.functions))
      runs[name] = (runs[name] ?? 0) + each.runs * times;
  const byWork = sumOf(used.map(({ usage, times }) => [usage, times]));
  const usage = sumOf([
    [byWork, 1],
    [usageOfStanding(standing, volume, byWork["api-requests"], assume), 1],
    [usageOf({ traces: tracesOf(runs, assume) }), 1],
  ]);
  const bill = billOf(usage, prices, { freeTier });
  return {
    volume,
    usage,
    bill,
    usdPerUser: bill.total / volume.users,
    actions: used
      .map(({ action, times, usage: each }) => ({ action, times, usd: billOf(each, prices).total * times }))
      .sort((one, other) => other.usd - one.usd),
    unmeasured: done.map(([action]) => action).filter((action) => profile.actions[action] === undefined),
  };
}
