import type { Step } from "./step.ts";

/** Throughput that does not rise by this share any more has reached its limit. */
const FLAT = 0.05;

/** Busier than this is as busy as it gets. */
const FULL = 0.9;

/** The first step from which more at once brings no more, or the last one when none has come to that. */
export function saturation(steps: readonly Step[]): Step | undefined {
  const most = Math.max(...steps.map(({ throughput }) => throughput));
  return steps.find(({ throughput }) => throughput >= most * (1 - FLAT));
}

/** So many cores at work for other programs spoil what is measured. */
const DISTURBED = 0.3;

/**
 * Which part is the limit in a step: the machine, whose cores are all at work, or the product's one thread; else nothing
 * that was measured.
 * @param cores of the machine
 */
export function limitOf({ loop, product, database = 0, load, machine }: Step, cores: number): string {
  const others = Math.max(0, machine - product - database - load);
  const each = `product ${of(product)}, database ${of(database)}, load ${of(load)}, other programs ${of(others)} of ${cores} cores`;
  if (machine >= cores * FULL) {
    const advice = others >= DISTURBED ? "; measure again without the other programs" : "";
    return `the machine's cores: ${each}${advice}`;
  }
  const busy = `${(loop * 100).toFixed(0)} % busy`;
  if (loop >= FULL) return `the product's event loop, ${busy}: ${each}`;
  return `none of the measured parts: event loop ${busy}, ${each}`;
}

const of = (used: number) => used.toFixed(2);

/** What the load found wrong, a sentence each; nothing when it passed. */
export function faults(steps: readonly Step[], others: readonly string[]): string[] {
  const wrong = steps.flatMap(({ errors, atOnce }) =>
    errors.length === 0 ? [] : [`${errors.length} wrong answers at ${atOnce} at once, first: ${errors[0]}`],
  );
  const idle = steps.filter(({ throughput }) => !(throughput > 0));
  return [...wrong, ...idle.map(({ atOnce }) => `nothing was answered at ${atOnce} at once`), ...others];
}
