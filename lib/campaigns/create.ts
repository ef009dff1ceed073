import { assignee } from "../access/assignment.ts";
import { type Context, stampOf } from "../http/context.ts";
import { newId } from "../ids/id.ts";
import { nextNumber } from "../numbering/numbering.ts";
import { unknownReference } from "../resource/reference.ts";
import { segments } from "../segments/segment.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put, require } from "../table/write.ts";
import { type Campaign, type CampaignInput, campaigns } from "./campaign.ts";

/** Drafts a campaign. Two calls: its number, and the write. @throws Problem unknown-reference, not-assignable, already-exists */
export async function createCampaign(input: CampaignInput, context: Context): Promise<Change<Campaign>> {
  const [owner, number] = await Promise.all([
    assignee(input.ownerId, "campaign", context),
    input.number ?? nextNumber("campaign", context.now),
  ]);
  const record: Campaign = {
    ...firstVersion(newId("campaign", context.now), stampOf(context)),
    ...input,
    number,
    ownerId: owner.userId,
    departmentId: owner.departmentId,
    status: "draft",
    waiting: [],
    looked: 0,
  };
  const { segmentId } = input;
  return {
    writes: [
      ...put(campaigns, record, undefined),
      require(segmentId, segments.type, () => unknownReference("segment", segmentId, "/segmentId")),
    ],
    result: record,
  };
}
