import { handoverAdvanced } from "../../events/handover.ts";
import { reaction } from "../../lib/bus/react.ts";
import { carry } from "../../lib/handover/carry.ts";
import { commit } from "../../lib/table/commit.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = reaction([handoverAdvanced], async ({ handoverId, round }) => {
  await commit(await carry(handoverId, round, now()));
});
