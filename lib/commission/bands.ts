import { MOST } from "../money/money.ts";

/** A stretch of amounts with one rate; in minor units, `from` included and `to` excluded, none for no end. */
export interface Band {
  readonly from: number;
  readonly to: number | undefined;
  readonly basisPoints: number;
}

/** What is wrong with some bands, as a sentence, and which band is to blame. */
export interface BandFlaw {
  readonly index: number;
  readonly sentence: string;
}

/**
 * Whether bands, in their order, cover every amount from 0 on exactly once (DOMAIN §5).
 * @param show writes minor units as people read them
 */
export function flawOfBands(bands: readonly Band[], show: (amount: number) => string): BandFlaw | undefined {
  let reached: number | undefined = 0;
  for (const [index, { from, to }] of bands.entries()) {
    if (reached === undefined) return { index, sentence: "only the last band is without an end" };
    if (from > reached)
      return { index, sentence: `the bands leave a gap from ${show(reached)} to ${show(from)}` };
    if (from < reached)
      return { index, sentence: `the bands overlap from ${show(from)} to ${show(reached)}` };
    if (to !== undefined && to <= from)
      return { index, sentence: `a band ends above where it begins, at ${show(from)}` };
    reached = to;
  }
  return reached === undefined
    ? undefined
    : { index: bands.length - 1, sentence: `the bands leave a gap from ${show(reached)} on` };
}

/**
 * What an amount earns when each band pays for the part that lies in it. Rounded half-up once, so that it is continuous:
 * one minor unit more never earns more than one minor unit more.
 */
export function marginal(bands: readonly Band[], amount: number): number {
  let earned = 0n;
  for (const { from, to = MOST_SUM, basisPoints } of bands) {
    const part = Math.min(amount, to) - from;
    if (part > 0) earned += BigInt(part) * BigInt(basisPoints);
  }
  return Number((earned * 2n + 10_000n) / 20_000n);
}

/** What an amount earns when the band that it lies in pays for all of it. */
export function wholeAmount(bands: readonly Band[], amount: number): number {
  const band = bands.find(({ from, to = MOST_SUM }) => amount >= from && amount < to);
  if (band === undefined || amount <= 0) return 0;
  return Number((BigInt(amount) * BigInt(band.basisPoints) * 2n + 10_000n) / 20_000n);
}

/** Beyond whatever a salesperson sells in a month. */
const MOST_SUM = MOST * 1000;
