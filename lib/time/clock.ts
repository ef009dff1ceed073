let offset = 0;

/** The product's clock: real time, plus what the local cloud was moved forward by. In AWS the two are the same. */
export function now(): Date {
  return new Date(Date.now() + offset);
}

/** Milliseconds by which the product's clock is ahead of real time. */
export function clockOffset(): number {
  return offset;
}

/**
 * Moves the product's clock forward; for the local cloud alone.
 * @throws RangeError when it would run backwards
 */
export function shiftClock(milliseconds: number): void {
  if (!(milliseconds >= 0)) throw new RangeError("the clock never runs backwards");
  offset += milliseconds;
}
