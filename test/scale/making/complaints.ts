import type { Chance } from "../../../infra/local/demo/random.ts";
import type { Complaint } from "../../../lib/complaints/complaint.ts";
import { createComplaint } from "../../../lib/complaints/create.ts";
import { closeComplaint, resolveComplaint, transferComplaint } from "../../../lib/complaints/progress.ts";
import type { ComplaintStatus } from "../../../lib/complaints/status.ts";
import { commit } from "../../../lib/table/commit.ts";
import type { World } from "../world.ts";
import { after, contextOf, DAY, MINUTE } from "./context.ts";

const SEVERITIES = ["low", "medium", "high"] as const;
const CAUSES = ["delivery", "installation", "repair-quality", "price"] as const;

/** Takes in a complaint and brings it to a state; closed ones are closed by whoever took them in. */
export async function makeComplaint(
  customerId: string,
  status: ComplaintStatus,
  { service: { agents, operations } }: World,
  chance: Chance,
  now: Date,
): Promise<Complaint> {
  const agent = agents[chance.between(0, agents.length - 1)]!;
  const receivedAt = after(now, -chance.between(1, 110) * DAY - chance.between(0, 600) * MINUTE);
  const cause = chance.pick(CAUSES);
  const said = {
    customerId,
    content: "等待时间过长",
    severity: chance.pick(SEVERITIES),
  } as const;
  const taken = contextOf(agent, receivedAt);
  const complaint = await commit(await createComplaint({ ...said, cause, channel: "phone" }, taken));
  const { id } = complaint;
  const correctiveAction = "致歉并上门处理";
  switch (status) {
    case "received":
      return complaint;
    case "transferred":
    case "resolved": {
      const given = contextOf(agent, after(receivedAt, 10 * MINUTE));
      const transferred = await commit(await transferComplaint(id, { handlerId: operations.userId }, given));
      if (status === "transferred") return transferred;
      const done = contextOf(operations, after(receivedAt, 300 * MINUTE));
      return commit(await resolveComplaint(id, { correctiveAction }, done));
    }
    case "closed": {
      const done = contextOf(agent, after(receivedAt, 30 * MINUTE));
      return commit(await closeComplaint(id, { correctiveAction }, done));
    }
    default:
      return status satisfies never;
  }
}
