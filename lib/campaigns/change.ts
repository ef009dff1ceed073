import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { conflict } from "../problem/problem.ts";
import { decideOn } from "../resource/decide.ts";
import { unknownReference } from "../resource/reference.ts";
import { readToChange, remove } from "../resource/verbs.ts";
import { segments } from "../segments/segment.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, require } from "../table/write.ts";
import { type Campaign, campaignInput, campaigns } from "./campaign.ts";
import { allowed, STATUS_RULES } from "./status.ts";

/** What can be changed; whose it is stays. */
export const changeable = campaignInput.omit({ ownerId: true, number: true });

/** What everybody reads of it, and how fast it goes, is changed whenever. */
const WHENEVER: readonly string[] = ["name", "description", "perMinute", "cost"];

/**
 * Changes a campaign; what its mails say and to whom they go only while it is a draft. Two calls.
 * @throws Problem conflict, unknown-reference, stale-version
 */
export async function changeCampaign(id: string, patch: object, context: Context): Promise<Change<Campaign>> {
  const found = await readToChange(campaigns, id, context);
  return decideOn(campaigns, found, "update", context, (record) => {
    allowed(record, "change");
    const other = Object.keys(patch).find((field) => !WHENEVER.includes(field));
    if (record.status !== "draft" && other !== undefined)
      throw conflict(`${STATUS_RULES.changed}, not ${other}`);
    const next = nextVersion(record, patched(changeable, record, patch), stampOf(context));
    const { segmentId } = next;
    const gone = () => unknownReference("segment", segmentId, "/segmentId");
    const besides = segmentId === record.segmentId ? [] : [require(segmentId, segments.type, gone)];
    return { next, besides };
  });
}

/** Deletes a draft. Two calls. @throws Problem conflict, stale-version */
export async function removeCampaign(id: string, context: Context): Promise<Change<undefined>> {
  const record = await readToChange(campaigns, id, context, "delete");
  allowed(record, "delete");
  return remove(campaigns, record, context);
}
