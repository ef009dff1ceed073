import { valueRunAdvanced } from "../../events/customer-value.ts";
import { reaction } from "../../lib/bus/react.ts";
import { advance } from "../../lib/customer-value/advance.ts";
import { commit } from "../../lib/table/commit.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = reaction([valueRunAdvanced], async ({ runId, round }) => {
  await commit(await advance(runId, round, now()));
});
