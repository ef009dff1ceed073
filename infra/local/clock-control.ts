import { setImmediate as turn } from "node:timers/promises";
import { clockOffset, now, shiftClock } from "../../lib/time/clock.ts";
import type { Fired, Scheduler } from "./scheduler.ts";

export interface ClockControl {
  /**
   * Moves the product's clock to a later instant. On the way it stands still at every instant at which something is
   * due, fires it, and lets streams and bus run dry before it goes on; only sweeps that would find nothing are spared.
   * @throws RangeError when the instant has passed already
   */
  moveTo(instant: Date): Promise<readonly Fired[]>;
}

interface Options {
  readonly scheduler: Scheduler;
  readonly drain: () => Promise<void>;
  /** Keeps the offset for the next start. */
  readonly keep: (offset: number) => unknown;
}

export function clockControl({ scheduler, drain, keep }: Options): ClockControl {
  let last: Promise<unknown> = Promise.resolve();

  function shiftTo(instant: Date): void {
    const ahead = instant.getTime() - now().getTime();
    if (ahead <= 0) return;
    shiftClock(ahead);
    keep(clockOffset());
  }

  async function move(instant: Date): Promise<readonly Fired[]> {
    if (instant.getTime() < now().getTime()) {
      throw new RangeError(`the clock shows ${now().toISOString()} and never runs backwards`);
    }
    const fired: Fired[] = [];
    scheduler.pause();
    try {
      await drain();
      for (;;) {
        await scheduler.passOver(instant);
        const due = scheduler.nextDue();
        if (due === undefined || due.getTime() > instant.getTime()) break;
        shiftTo(due);
        fired.push(...scheduler.fireDue());
        await drain();
        // Lets requests in between the steps.
        await turn();
      }
      shiftTo(instant);
    } finally {
      scheduler.resume();
    }
    await drain();
    return fired;
  }

  return {
    moveTo(instant) {
      const moved = last.then(() => move(instant));
      last = moved.catch(() => {});
      return moved;
    },
  };
}
