import { sweepPoints } from "../../lib/memberships/sweep.ts";
import { now } from "../../lib/time/clock.ts";

export async function handler(): Promise<void> {
  const failed = await sweepPoints(now());
  // Its alarm tells somebody.
  if (failed > 0) throw new Error(`the points of ${failed} members could not be seen to`);
}
