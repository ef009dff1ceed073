import type { Person } from "../../../lib/access/directory.ts";
import { createComplaint } from "../../../lib/complaints/create.ts";
import {
  closeComplaint,
  reopenComplaint,
  resolveComplaint,
  transferComplaint,
} from "../../../lib/complaints/progress.ts";
import { at, done } from "./act.ts";
import { type Service, worker } from "./serve.ts";
import type { Grievance } from "./service-plan.ts";

const DAY = 86_400_000;

/** Takes in a complaint and sees to it as far as it came. */
export async function complain(customerId: string, told: Grievance, service: Service): Promise<void> {
  const { receivedAt, content, cause, severity, reached } = told;
  const agent = worker(service, "service-agent", told.agent);
  const operations = worker(service, "operations", 0);
  const after = (days: number, who: Person) => at(who, new Date(receivedAt.getTime() + days * DAY));
  const taken = { customerId, content, severity, channel: "phone" } as const;
  const { id } = await done(createComplaint(taken, at(agent, receivedAt)));
  if (reached === "received") return;
  const settled = { correctiveAction: "致歉并补偿一次保养", cause };
  if (reached === "closed-at-once") {
    await done(closeComplaint(id, settled, after(0.01, agent)));
    return;
  }
  await done(transferComplaint(id, { handlerId: operations.userId }, after(0.1, agent)));
  if (reached === "transferred") return;
  await done(resolveComplaint(id, settled, after(2, operations)));
  if (reached === "resolved") return;
  await done(closeComplaint(id, {}, after(4, operations)));
  if (reached === "reopened") await done(reopenComplaint(id, { reason: "客户再次来电" }, after(6, agent)));
}
