import { type Context, stampOf } from "../http/context.ts";
import { patched } from "../http/merge-patch.ts";
import { setting } from "../settings/setting.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { type Complaint, complaintInput } from "./complaint.ts";
import { changeComplaint } from "./progress.ts";
import { checkCause, complaintRules } from "./settings.ts";
import { allowed } from "./status.ts";

/** What can be corrected: whose complaint it is and what it is about stay, and progress has verbs of its own. */
export const changeable = complaintInput.pick({ content: true, severity: true, cause: true, channel: true });

/** Changes what is said of a complaint. Two calls. @throws Problem conflict once it is closed, rule-broken */
export async function correctComplaint(
  id: string,
  patch: unknown,
  context: Context,
): Promise<Change<Complaint>> {
  const rules = await setting(complaintRules);
  return changeComplaint(id, "update", context, (record) => {
    allowed(record, "change");
    const said = patched(changeable, record, patch);
    checkCause(said.cause, rules, record.cause);
    return nextVersion(record, said, stampOf(context));
  });
}
