import type { Context } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { change, readToChange } from "../resource/verbs.ts";
import type { Change } from "../table/write.ts";
import { type FollowUp, followUpInput, followUps } from "./follow-up.ts";
import { mustBePlanned } from "./rules.ts";

/** What can be changed of a planned follow-up; when it is and who does it have verbs of their own. */
export const changeable = followUpInput.pick({ method: true, content: true, contactName: true });

/** Changes what is to be done in a planned follow-up. Two calls. */
export async function changeFollowUp(
  id: string,
  patch: unknown,
  context: Context,
): Promise<Change<FollowUp>> {
  const record = await readToChange(followUps, id, context);
  mustBePlanned(record);
  const { method, content, contactName } = patched(changeable, record, patch);
  return change(followUps, record, { method, content, contactName }, context);
}
