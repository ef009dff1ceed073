/** Works through a list, some at once, and gives the outcomes in the list's order. The first failure ends it. */
export async function inParallel<T, R>(
  list: readonly T[],
  atOnce: number,
  work: (element: T) => Promise<R>,
): Promise<R[]> {
  const outcomes = new Map<number, R>();
  const queue = list.entries();
  const worker = async () => {
    for (const [index, element] of queue) outcomes.set(index, await work(element));
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, worker));
  return [...outcomes].sort(([a], [b]) => a - b).map(([, outcome]) => outcome);
}
