import type { Chance } from "../../../infra/local/demo/random.ts";
import { join } from "../../../lib/memberships/join.ts";
import { type Membership, memberships } from "../../../lib/memberships/membership.ts";
import { recordSpend, recordTopUp } from "../../../lib/memberships/verbs.ts";
import { commit } from "../../../lib/table/commit.ts";
import { get } from "../../../lib/table/read.ts";
import type { World } from "../world.ts";
import { after, contextOf, DAY, MINUTE } from "./context.ts";

/** Makes a customer a member who topped up once and bought once or twice since, every second time with stored value. */
export async function makeMember(
  customerId: string,
  { service: { agents } }: World,
  chance: Chance,
  now: Date,
): Promise<{ membership: Membership; spendId: string }> {
  const agent = agents[chance.between(0, agents.length - 1)]!;
  const joinedAt = after(now, -chance.between(40, 270) * DAY);
  const yuan = (amount: number) => ({ amount: amount * 100, currency: "CNY" });
  const { id } = await commit(await join({ customerId }, contextOf(agent, joinedAt)));
  const toppedUp = contextOf(agent, after(joinedAt, MINUTE));
  await commit(await recordTopUp(customerId, { amount: yuan(2_000) }, toppedUp));
  const purchases = chance.between(1, 2);
  let spendId = "";
  for (let purchase = 0; purchase < purchases; purchase++) {
    const at = after(joinedAt, (1 + purchase * chance.between(1, 36)) * DAY);
    const amount = yuan(chance.between(100, 2_000));
    const pay = purchase % 2 === 0 ? {} : { pay: { storedValue: yuan(50) } };
    const said = { amount, ...pay, alreadyBooked: false };
    ({ id: spendId } = await commit(await recordSpend(customerId, said, contextOf(agent, at))));
  }
  return { membership: await get(memberships, id), spendId };
}
