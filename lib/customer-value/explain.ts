import { cutsOf, type ValueClass } from "./cuts.ts";
import type { ValueRun } from "./run.ts";

/** What a class is explained by. */
interface Ranked {
  readonly class: ValueClass | undefined;
  /** Minor units. */
  readonly revenue: number;
  readonly rank: number | undefined;
}

/** Why a customer is in its class, in one sentence. */
export function whyClass({ class: valueClass, revenue, rank }: Ranked, run: ValueRun): string {
  const { gold, low } = cutsOf(run.buyers, run.rules);
  const place = `${rank === undefined ? "" : `rank ${rank} of ${run.buyers} customers with revenue; `}`;
  switch (valueClass) {
    case "A":
      return `${place}the first ${gold} (${percent(run.rules.goldShare)}) and whoever has as much are class A`;
    case "B":
      return `${place}neither among the first ${gold} (${percent(run.rules.goldShare)}) nor the last ${low} (${percent(run.rules.lowShare)})`;
    case "C":
      return `${place}the last ${low} (${percent(run.rules.lowShare)}) are class C`;
    case undefined:
      return revenue > 0
        ? "not ranked yet: its class comes with the next run"
        : "no revenue in the months that count, and so no class";
    default:
      return valueClass satisfies never;
  }
}

/** Why a customer is dormant or not, in one sentence. */
export function whyDormant(
  { dormant, lastPurchaseOn }: { readonly dormant: boolean; readonly lastPurchaseOn: string | undefined },
  run: ValueRun,
): string {
  if (lastPurchaseOn === undefined) return "it never bought, and so is not dormant but new";
  const limit = `${run.rules.dormantAfterDays} days before ${run.on}, which is ${run.dormantBefore}`;
  return dormant
    ? `its last purchase on ${lastPurchaseOn} was more than ${limit}`
    : `its last purchase on ${lastPurchaseOn} was not more than ${limit}`;
}

function percent(basisPoints: number): string {
  return `${basisPoints / 100} %`;
}
