import { ledgers } from "../../../lib/ledgers.ts";
import type { Item } from "../../../lib/table/entity.ts";
import type { Capability, Evidence } from "../capability.ts";

/** Totals of every declared ledger; new ledgers are proved as soon as somebody writes to them. */
export function aggregates(): Capability {
  return {
    acts: [],
    invariants: [
      { sentence: "aggregates equal their ledgers to the unit, added up by hand", broken: wrongTotals },
      {
        sentence: "POST /admin/reconcile, dry, reports no drift",
        broken: ({ reconciled }) => reconciled.drifts.map((drift) => JSON.stringify(drift)),
      },
      { sentence: "a win that was undone has left nothing in any ledger", broken: undoneRemains },
    ],
    figures: (evidence) => ({
      "ledger entries": evidence.of("ledger").length,
      "of them reversals": evidence.of("ledger").filter(({ purpose }) => purpose === "reversal").length,
      "aggregates compared": evidence.of("total").length,
      "aggregates reconciled": evidence.reconciled.checked,
      drift: evidence.reconciled.drifts.length,
    }),
  };
}

type Measures = Map<string, number>;

/** Every total that is not what its ledger's entries come to. */
export function wrongTotals(evidence: Evidence): string[] {
  const should = new Map<string, Measures>();
  for (const { ledger, dimensions, measures } of evidence.of("ledger")) {
    const { levels = [] } = ledgers.find(({ name }) => name === ledger) ?? {};
    for (const { name, by } of levels) {
      const place = [ledger, name, ...by.map((dimension) => (dimensions as Item)[dimension])].join(" ");
      const sums = should.get(place) ?? new Map<string, number>();
      for (const [measure, value] of Object.entries(measures as Record<string, number>))
        sums.set(measure, (sums.get(measure) ?? 0) + value);
      should.set(place, sums);
    }
  }
  const is = new Map<string, Measures>();
  for (const total of evidence.of("total")) {
    const level = ledgers.find(({ name }) => name === total.ledger)?.levels[Number(total.level)];
    const dimensions = level?.by.map((dimension) => (total.dimensions as Item)[dimension]) ?? [];
    const sums = Object.entries(total).filter(([name]) => name.startsWith("m:"));
    is.set(
      [total.ledger, level?.name, ...dimensions].join(" "),
      new Map(sums.map(([name, value]) => [name.slice(2), Number(value)])),
    );
  }
  return [...new Set([...should.keys(), ...is.keys()])].flatMap((place) => {
    const [right, there] = [text(should.get(place)), text(is.get(place))];
    return right === there ? [] : [`${place} is ${there}, should be ${right}`];
  });
}

function text(measures: Measures | undefined): string {
  const all = [...(measures ?? [])].filter(([, value]) => value !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(all));
}

/** What one win booked and its undoing took back comes to nothing, entry by entry. */
function undoneRemains(evidence: Evidence): string[] {
  const pairs = new Map<string, { booked?: Item; reversed?: Item }>();
  for (const entry of evidence.of("ledger")) {
    if (entry.purpose !== "booking" && entry.purpose !== "reversal") continue;
    const name = `${entry.pk} ${String(entry.sk).slice(0, String(entry.sk).lastIndexOf("#"))}`;
    const pair = pairs.get(name) ?? {};
    pair[entry.purpose === "booking" ? "booked" : "reversed"] = entry;
    pairs.set(name, pair);
  }
  return [...pairs].flatMap(([name, { booked, reversed }]) => {
    if (reversed === undefined) return [];
    const [there, back] = [booked, reversed].map(
      (entry) => (entry?.measures ?? {}) as Record<string, number>,
    );
    return Object.entries(there ?? {}).every(
      ([measure, value]) => value + (back?.[measure] ?? Number.NaN) === 0,
    )
      ? []
      : [`${name}: ${JSON.stringify(there)} was taken back by ${JSON.stringify(back)}`];
  });
}
