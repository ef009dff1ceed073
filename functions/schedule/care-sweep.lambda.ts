import { sweep } from "../../lib/care/sweep.ts";
import { recurring } from "../../lib/schedules/woken.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = recurring(async () => {
  await sweep(now());
});
