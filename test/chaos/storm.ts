import { setTimeout as sleep } from "node:timers/promises";
import type { Act } from "./capability.ts";
import { hash, type Random, seeded } from "./random.ts";
import type { Victim } from "./victim.ts";
import type { World } from "./world.ts";

/** How much of everything one run has. */
export interface Scale {
  readonly rounds: number;
  readonly writers: number;
  /** Of each writer in a round. */
  readonly acts: number;
  /** The run goes on, up to twice the rounds, until so much has happened. */
  readonly kills: number;
  readonly records: number;
}

export const FULL: Scale = { rounds: 14, writers: 8, acts: 8, kills: 200, records: 10_000 };
export const SHORT: Scale = { rounds: 2, writers: 6, acts: 6, kills: 0, records: 0 };

const MINUTE = 60_000;

/**
 * One round: writers at work, the clock moving on, and kill -9 for the whole product at instants that the seed chooses,
 * by the number of answers so far, or shortly after the clock began to move and the scheduler to fire.
 */
export async function round(
  number: number,
  { writers, acts }: Scale,
  all: readonly Act[],
  { victim, world, seed }: { victim: Victim; world: World; seed: number },
): Promise<void> {
  const random = seeded(hash(`${seed} round ${number}`));
  const expected = writers * acts;
  const moveAfter = random.between(0, Math.floor(expected / 2));
  const killAfter = random.chance(0.6) ? random.between(1, expected) : undefined;
  const killFiring = random.chance(0.6) ? random.between(5, 900) : undefined;
  const to = new Date(world.now().getTime() + random.between(10, 150) * MINUTE);

  const before = world.counts.answers;
  const dying: Promise<unknown>[] = [];
  const moving = Promise.withResolvers<void>();
  const moveClock = async () => {
    const move = world.moveClock(to);
    if (killFiring !== undefined)
      dying.push(sleep(killFiring).then(() => victim.kill("while its clock moved on")));
    await move;
  };
  let moves = false;
  let killed = false;
  world.onAnswer = () => {
    const answers = world.counts.answers - before;
    if (!killed && killAfter !== undefined && answers >= killAfter) {
      killed = true;
      dying.push(victim.kill("between two answers"));
    }
    if (!moves && answers >= moveAfter) {
      moves = true;
      moveClock().then(moving.resolve, moving.reject);
    }
  };
  await Promise.all(
    Array.from({ length: writers }, (_, writer) =>
      write(acts, all, seeded(hash(`${seed} round ${number} writer ${writer}`))),
    ),
  );
  if (!moves) await moveClock();
  else await moving.promise;
  await Promise.all(dying);
  world.onAnswer = () => {};
}

async function write(acts: number, all: readonly Act[], random: Random): Promise<void> {
  for (let done = 0; done < acts; ) if (await chosen(all, random).run(random)) done += 1;
}

/** One of what may be done, the weightier the likelier. */
export function chosen(all: readonly Act[], random: Random): Act {
  let place = random.next() * all.reduce((sum, { weight }) => sum + weight, 0);
  const found = all.find(({ weight }) => {
    place -= weight;
    return place < 0;
  });
  return found ?? random.pick(all);
}
