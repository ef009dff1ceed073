import type { Figure } from "../bench/figure.ts";
import type { Cost } from "./measure.ts";

/** The most that the largest size may cost against the smallest. */
export const FLAT = 1.3;

/**
 * What comes of a request's costs at rising sizes, as figures: its time at the largest size ÷ the smallest, and its calls
 * and units where these rise. Where the same calls by the raw SDK become slower too, the database itself is the limit and
 * the aim moves with it; that excuses no request that makes more calls or reads more.
 * @param grows why it is known to cost more: then it is reported and has no aim
 */
export function figuresOf(name: string, costs: readonly Cost[], grows?: string): Figure[] {
  const [small] = costs;
  const large = costs.at(-1);
  if (small === undefined || large === undefined)
    throw new Error("a request is measured at two sizes or more");
  const database = large.raw / small.raw;
  if (grows !== undefined) {
    const known = `${grows}; ${detail(costs, database)}`;
    return [{ name: `${name}: units`, value: large.units / small.units, unit: "×", detail: known }];
  }
  const time: Figure = {
    name,
    value: large.p50 / small.p50,
    unit: "×",
    target: Number((FLAT * Math.max(1, Number.isFinite(database) ? database : 1)).toFixed(2)),
    detail: detail(costs, database),
  };
  return [
    time,
    ...rising(`${name}: calls`, small.calls, large.calls),
    ...rising(`${name}: units`, small.units, large.units),
  ];
}

function rising(name: string, small: number, large: number): Figure[] {
  if (large <= small * FLAT) return [];
  const detail = `${large.toFixed(1)} ÷ ${small.toFixed(1)}`;
  return [{ name, value: large / small, unit: "×", target: FLAT, exact: true, detail }];
}

function detail(costs: readonly Cost[], database: number): string {
  const row = (of: (cost: Cost) => number, digits: number) =>
    costs.map((cost) => of(cost).toFixed(digits)).join(" ");
  const raw = Number.isFinite(database) ? `; raw ${row(({ raw }) => raw, 1)} (×${database.toFixed(2)})` : "";
  return `${row(({ p50 }) => p50, 1)} ms; ${row(({ calls }) => calls, 1)} calls; ${row(({ units }) => units, 1)} units${raw}`;
}
