import { SYSTEM } from "../access/caller.ts";
import { person } from "../access/directory.ts";
import { type Context, stampOf } from "../http/context.ts";
import { opportunities } from "../opportunities/opportunity.ts";
import { commit } from "../table/commit.ts";
import { query } from "../table/query.ts";
import { find } from "../table/read.ts";
import { nextVersion } from "../table/record.ts";
import { put, unchanged } from "../table/write.ts";
import { followUps, followUpsOf } from "./follow-up.ts";
import { decideWith, knownOf } from "./known.ts";
import { UNREMINDED } from "./move.ts";
import { endTasks } from "./tasks.ts";

/**
 * What a former owner had planned with an opportunity is its new owner's to do: to them it comes due anew. Follow-ups
 * that somebody else handles stay with them. Repeating it changes nothing.
 * @param from the former owner
 */
export async function followOpportunity(opportunityId: string, from: string, now: Date): Promise<void> {
  const opportunity = await find(opportunities, opportunityId);
  if (opportunity === undefined || opportunity.ownerId === from) return;
  const { ownerId, collaboratorIds = [] } = opportunity;
  const owner = await person(ownerId);
  const context: Context = { caller: SYSTEM, now, requestId: "", ifMatch: undefined };
  const items = await query({ index: "byName", key: followUpsOf(opportunityId) }, { order: "ascending" });
  for (const listed of items.map((item) => followUps.schema.parse(item))) {
    if (listed.status !== "planned" || listed.handlerId !== from) continue;
    const change = decideWith(
      await knownOf(listed),
      ({ record, made }) => {
        if (record.status !== "planned" || record.handlerId !== from) return unchanged(record);
        const fields = {
          handlerId: ownerId,
          departmentId: owner?.departmentId,
          collaboratorIds: [ownerId, ...collaboratorIds],
          ...UNREMINDED,
        };
        const next = nextVersion(record, fields, stampOf(context));
        const tasks = endTasks(made, { cancelled: "the follow-up was given to somebody else" }, context);
        return { writes: [...put(followUps, next, record), ...tasks], result: next };
      },
      context,
    );
    await commit(change);
  }
}
