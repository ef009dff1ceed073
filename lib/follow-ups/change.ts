import type { Person } from "../access/directory.ts";
import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { change, readToChange } from "../resource/verbs.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
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

/** A follow-up in another's hands: pure; a handover gives many with it, and the tasks they have made as well. */
export function givenTo(
  handler: Pick<Person, "userId" | "departmentId">,
  record: FollowUp,
  context: Pick<Context, "caller" | "now">,
): Change<FollowUp> {
  const { userId: handlerId, departmentId } = handler;
  const next = nextVersion(record, { handlerId, departmentId }, stampOf(context));
  return { writes: put(followUps, next, record), result: next };
}
