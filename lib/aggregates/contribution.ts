import type { Item } from "../table/entity.ts";
import type { StreamChange } from "../table/stream.ts";
import type { Dimensions, Ledger, Measures } from "./ledger.ts";
import { difference, measuresOf } from "./measures.ts";

/** What one change of an entry, or of a smaller total, adds to a total. */
export interface Contribution {
  readonly position: string;
  /** Sort key and revision of what changed, for totals that a reconciliation has seen it in already. */
  readonly source: string;
  readonly revision: number;
  readonly measures: Measures;
}

/** A total and what a batch adds to it, in order. */
export interface Addition {
  readonly ledger: Ledger;
  readonly level: number;
  readonly dimensions: Dimensions;
  readonly contributions: readonly Contribution[];
}

/**
 * All that a batch of changes adds, gathered by total: one write each, however many records. A change that adds
 * nothing needs no write; one that the batch holds twice counts once.
 */
export function additions(changes: readonly StreamChange[], ledgers: readonly Ledger[]): Addition[] {
  const gathered = new Map<
    string,
    { addition: Omit<Addition, "contributions">; contributions: Map<string, Contribution> }
  >();
  for (const change of changes) {
    const target = targetOf(change.is ?? change.was, ledgers);
    if (target === undefined) continue;
    const contribution = contributionOf(change);
    if (Object.keys(contribution.measures).length === 0) continue;
    const { key, ...addition } = target;
    const group = gathered.get(key) ?? { addition, contributions: new Map() };
    group.contributions.set(contribution.position, contribution);
    gathered.set(key, group);
  }
  return [...gathered.values()].map(({ addition, contributions }) => ({
    ...addition,
    contributions: [...contributions.values()].sort((a, b) => (a.position < b.position ? -1 : 1)),
  }));
}

function contributionOf({ position, was, is }: StreamChange): Contribution {
  const item = is ?? was ?? {};
  return {
    position,
    source: String(item.sk),
    revision: Number(item.revision),
    measures: difference(measuresOf(was), measuresOf(is)),
  };
}

/** Ledgers of 0.1.0 that nothing reads any more: what is still on its way to their totals when it is upgraded ends there. */
const RETIRED: ReadonlySet<string> = new Set([
  "product-satisfaction",
  "tier-satisfaction",
  "service-products",
  "service-tiers",
  "faults",
]);

function targetOf(item: Item | undefined, ledgers: readonly Ledger[]) {
  if (item === undefined || (item.entity !== "ledger" && item.entity !== "total")) return undefined;
  if (RETIRED.has(String(item.ledger))) return undefined;
  const ledger = ledgers.find(({ name }) => name === item.ledger);
  if (ledger === undefined) throw new Error(`no ledger ${String(item.ledger)} is declared`);
  const level = item.entity === "ledger" ? 0 : Number(item.level) + 1;
  if (level >= ledger.levels.length) return undefined;
  return { key: `${String(item.pk)}`, ledger, level, dimensions: readDimensions(item) };
}

/** The dimensions that an entry or total was stored with. */
export function readDimensions(item: Item): Dimensions {
  const stored = item.dimensions;
  if (typeof stored !== "object" || stored === null) throw new Error(`${String(item.pk)} has no dimensions`);
  return Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, String(value)]));
}
