/**
 * Rows that must be done one after the other, because they change the same records, in as many lines as are to be worked
 * on at once. No record is changed by two lines, so lines never wait for each other.
 * @param keysOf what a row changes and may share with others
 */
export function inLines<R>(rows: readonly R[], keysOf: (row: R) => readonly string[], lines: number): R[][] {
  const load = Array.from({ length: lines }, (): R[] => []);
  const groups = sharing(rows, keysOf).sort((a, b) => b.length - a.length);
  for (const group of groups) {
    const lightest = load.reduce((least, line) => (line.length < least.length ? line : least));
    lightest.push(...group);
  }
  return load.filter((line) => line.length > 0);
}

/** Groups of rows that are tied together by what they share, each in the order of the rows. */
function sharing<R>(rows: readonly R[], keysOf: (row: R) => readonly string[]): R[][] {
  const leader = rows.map((_, index) => index);
  const find = (index: number): number => {
    let at = index;
    while (leader[at] !== undefined && leader[at] !== at) at = leader[at] ?? at;
    return at;
  };
  const first = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    for (const key of keysOf(row)) {
      const other = first.get(key);
      if (other === undefined) first.set(key, index);
      else leader[find(index)] = find(other);
    }
  }
  return [...Map.groupBy(rows.entries(), ([index]) => find(index)).values()].map((group) =>
    group.map(([, row]) => row),
  );
}
