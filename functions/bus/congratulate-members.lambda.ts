import { membershipTierChanged } from "../../events/membership.ts";
import { reaction } from "../../lib/bus/react.ts";
import { congratulate } from "../../lib/memberships/congratulate.ts";
import { commit } from "../../lib/table/commit.ts";
import { now } from "../../lib/time/clock.ts";

export const handler = reaction([membershipTierChanged], async ({ customerId, to, move }) => {
  if (move === "raised") await commit(await congratulate(customerId, to, now()));
});
