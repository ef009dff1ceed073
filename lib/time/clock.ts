import { perProcess } from "../process.ts";

const clock = perProcess(() => ({ ahead: 0 }));

/** The product's clock: real time, plus what the local cloud was moved forward by. In AWS the two are the same. */
export function now(): Date {
  return new Date(Date.now() + clock().ahead);
}

/** Milliseconds by which the product's clock is ahead of real time. */
export function clockOffset(): number {
  return clock().ahead;
}

/**
 * Moves the product's clock forward; for the local cloud alone.
 * @throws RangeError when it would run backwards
 */
export function shiftClock(milliseconds: number): void {
  if (!(milliseconds >= 0)) throw new RangeError("the clock never runs backwards");
  clock().ahead += milliseconds;
}
