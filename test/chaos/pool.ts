import type { Random } from "./random.ts";

/** Things of which one writer at a time does something with each. */
export interface Pool<T> {
  add(thing: T): void;
  /** Does something with one that is free; `false` when none is. */
  using(random: Random, suits: (thing: T) => boolean, work: (thing: T) => Promise<void>): Promise<boolean>;
  readonly all: readonly T[];
}

export function createPool<T>(): Pool<T> {
  const all: T[] = [];
  const busy = new Set<T>();
  return {
    all,
    add: (thing) => void all.push(thing),
    async using(random, suits, work) {
      const free = all.filter((thing) => !busy.has(thing) && suits(thing));
      if (free.length === 0) return false;
      const chosen = random.pick(free);
      busy.add(chosen);
      try {
        await work(chosen);
        return true;
      } finally {
        busy.delete(chosen);
      }
    },
  };
}
