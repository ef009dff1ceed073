import { sweep } from "../../lib/care/sweep.ts";
import { now } from "../../lib/time/clock.ts";

export async function handler(): Promise<void> {
  await sweep(now());
}
