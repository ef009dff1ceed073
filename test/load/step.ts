import { cpus } from "node:os";
import { performance } from "node:perf_hooks";
import type { Branch } from "./branch.ts";
import { type Act, shuffled } from "./mix.ts";
import type { Usage } from "./served.ts";

/** What one step of the load came to; shares of CPU are in cores. */
export interface Step {
  readonly atOnce: number;
  /** Requests a second. */
  readonly throughput: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds that each request of the mix took, in order. */
  readonly times: ReadonlyMap<string, readonly number[]>;
  /** Sentences, one for each answer that was not what it must be. */
  readonly errors: readonly string[];
  readonly product: number;
  readonly database: number | undefined;
  readonly load: number;
  /** All that was at work on this machine, other programs included. */
  readonly machine: number;
  /** Share of the time in which the product's event loop worked. */
  readonly loop: number;
  /** Share of the time in which the product collected garbage. */
  readonly collecting: number;
  /** Resident memory of the product at the end, in bytes. */
  readonly memory: number;
  /** 99th percentile of what a timer waited in the product, in milliseconds. */
  readonly delay: number;
}

/** Lets so many branches work at once for some time, each without a pause. */
export async function runStep(
  branches: readonly Branch[],
  acts: readonly Act[],
  milliseconds: number,
  usage: () => Promise<Usage>,
): Promise<Step> {
  const before = await usage();
  const own = process.cpuUsage();
  const worked = machineTime();
  const began = performance.now();
  const until = began + milliseconds;
  const each = new Map<string, number[]>(acts.map(({ name }) => [name, []]));
  const errors: string[] = [];
  await Promise.all(
    branches.map(async (branch, index) => {
      const next = shuffled(acts, index);
      while (performance.now() < until) {
        const { name, run } = next();
        const asked = performance.now();
        try {
          await run(branch);
        } catch (error) {
          errors.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        }
        each.get(name)?.push(performance.now() - asked);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(own);
  const machine = (machineTime() - worked) / seconds;
  const after = await usage();
  for (const took of each.values()) took.sort((a, b) => a - b);
  const times = [...each.values()].flat().sort((a, b) => a - b);
  return {
    atOnce: branches.length,
    throughput: times.length / seconds,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    times: each,
    errors,
    product: (after.product - before.product) / seconds,
    database:
      after.database === undefined || before.database === undefined
        ? undefined
        : (after.database - before.database) / seconds,
    load: (user + system) / 1e6 / seconds,
    machine,
    loop: (after.busy - before.busy) / (after.elapsed - before.elapsed),
    collecting: (after.collecting - before.collecting) / (after.elapsed - before.elapsed),
    memory: after.memory,
    delay: after.delay,
  };
}

/** Of measurements in order. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}

/** Seconds for which the machine's cores have worked, all programs together. */
function machineTime(): number {
  const times = cpus().map(({ times }) => times.user + times.nice + times.sys + times.irq);
  return times.reduce((sum, time) => sum + time, 0) / 1_000;
}
