import * as z from "zod";
import { calendarDate } from "../time/calendar.ts";

/** Points that expire together; those without a day never do. */
export const lot = z.object({ expiresOn: calendarDate.optional(), points: z.int().min(0) });
export type Lot = z.infer<typeof lot>;

/** Behind every day: what never expires. */
const NEVER = "9999-12-31";
const order = ({ expiresOn = NEVER }: Lot) => expiresOn;

/** Adds points to the lot that expires with them; lots stand in the order in which they expire. */
export function added(lots: readonly Lot[], { expiresOn, points }: Lot): Lot[] {
  if (points === 0) return [...lots];
  const same = lots.find((one) => one.expiresOn === expiresOn);
  const grown = { ...(expiresOn !== undefined && { expiresOn }), points: points + (same?.points ?? 0) };
  return [...lots.filter((one) => one !== same), grown].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/**
 * Takes points, those that expire first, first.
 * @param before the lot that is taken from before the others, by its day
 * @throws RangeError when there are not so many
 */
export function taken(
  lots: readonly Lot[],
  points: number,
  before?: { readonly expiresOn: string | undefined },
): { readonly left: Lot[]; readonly taken: Lot[] } {
  const isFirst = (one: Lot) => before !== undefined && one.expiresOn === before.expiresOn;
  const sequence = [...lots.filter(isFirst), ...lots.filter((one) => !isFirst(one))];
  const gone = new Map<Lot, number>();
  let wanted = points;
  for (const one of sequence) {
    const part = Math.min(wanted, one.points);
    if (part > 0) gone.set(one, part);
    wanted -= part;
  }
  if (wanted > 0) throw new RangeError(`there are ${points - wanted} points, not ${points}`);
  return {
    left: lots
      .map((one) => ({ ...one, points: one.points - (gone.get(one) ?? 0) }))
      .filter((one) => one.points > 0),
    taken: [...gone].map(([one, part]) => ({ ...one, points: part })),
  };
}

/** Parts those that stand from those whose last day is over. */
export function parted(
  lots: readonly Lot[],
  today: string,
): { readonly standing: Lot[]; readonly over: Lot[] } {
  const isOver = ({ expiresOn = NEVER }: Lot) => expiresOn < today;
  return { standing: lots.filter((one) => !isOver(one)), over: lots.filter(isOver) };
}

export function sumOf(lots: readonly Lot[]): number {
  return lots.reduce((sum, { points }) => sum + points, 0);
}
