/** What the functions of these tests were called with, by function. */
export const calls = new Map<string, unknown[]>();

export function record(name: string, event: unknown): void {
  const before = calls.get(name) ?? [];
  calls.set(name, [...before, event]);
}
