import { clear, set } from "./one-time.ts";

/** Why a record wants to be woken, and when. */
export interface WakeUp<S extends { readonly kind: string }> {
  readonly at: Date;
  /** What the function is told; with its kind, the reason. */
  readonly signal: S;
}

/** A record as it stands, and the one thing it is to be woken for next. */
export interface Standing<S extends { readonly kind: string }> {
  readonly version: number;
  readonly next: WakeUp<S> | undefined;
}

/** How often a record that keeps changing is followed. */
const ATTEMPTS = 10;

/**
 * Brings the schedules of a record in line with the record as it stands now, whatever event led here and however late,
 * doubled or out of order it came. The record is read again afterwards: when two of these run at once, the one that
 * wrote last finds out that it was not about the latest version, and repeats itself.
 * @param kinds every reason for which such a record may be scheduled
 * @param read the record as it stands; `undefined` when there is none
 */
export async function keepSchedules<S extends { readonly kind: string }>(
  id: string,
  kinds: readonly S["kind"][],
  target: string,
  read: () => Promise<Standing<S> | undefined>,
  now: Date,
): Promise<void> {
  let seen: number | undefined;
  for (let tries = 1; tries <= ATTEMPTS; tries++) {
    const standing = await read();
    const version = standing?.version ?? 0;
    if (version === seen) return;
    seen = version;
    const next = standing?.next;
    await Promise.all(
      kinds.map(async (kind) => {
        const name = `${id}.${kind}`;
        if (next?.signal.kind === kind) await set({ name, at: next.at, target, payload: next.signal }, now);
        // A record's first version has left nothing behind.
        else if (version !== 1) await clear(name);
      }),
    );
  }
  throw new Error(`${id} changes faster than its schedules can follow`);
}
