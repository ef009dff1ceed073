const endings: (() => void)[] = [];

/**
 * What a process makes at first use and keeps for its life, as one Lambda's runs share it: clients, and what is
 * remembered.
 * @param end lets go of what the thing holds, before another life begins
 */
export function perProcess<T extends object>(make: () => T, end: (made: T) => void = () => {}): () => T {
  let made: T | undefined;
  endings.push(() => {
    if (made !== undefined) end(made);
    made = undefined;
  });
  return () => {
    made ??= make();
    return made;
  };
}

/**
 * Lets go of all of it, so that a process goes on as one that has just begun. For the local cloud alone: it may start
 * in a process where another has run, with other addresses, another table and another clock.
 */
export function beginAnew(): void {
  for (const end of endings) end();
}
