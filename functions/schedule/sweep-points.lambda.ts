import { sweepPoints } from "../../lib/memberships/sweep.ts";
import { recurring } from "../../lib/schedules/woken.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = recurring(async () => {
  const failed = await sweepPoints(now());
  // Its alarm tells somebody.
  if (failed > 0) throw new Error(`the points of ${failed} members could not be seen to`);
});
