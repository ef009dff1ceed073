/** The last of what happened, kept in memory. */
export interface Recent<T> {
  add(happened: T): void;
  /** The newest first. */
  all(): readonly T[];
}

/** Keeps the last so many; older ones are forgotten. */
export function keepRecent<T>(most: number): Recent<T> {
  const kept: T[] = [];
  let next = 0;
  return {
    add(happened) {
      kept[next] = happened;
      next = (next + 1) % most;
    },
    all: () => [...kept.slice(next), ...kept.slice(0, next)].reverse(),
  };
}
