import * as z from "zod";
import { assignee } from "../access/assignment.ts";
import type { Action } from "../access/grant.ts";
import type { Context } from "../http/context.ts";
import { idOf } from "../ids/id.ts";
import { ruleBroken } from "../problem/problem.ts";
import { decideOn } from "../resource/decide.ts";
import { readToChange } from "../resource/verbs.ts";
import { setting } from "../settings/setting.ts";
import type { Change } from "../table/write.ts";
import { text } from "../text/text.ts";
import { type Complaint, complaints } from "./complaint.ts";
import { complaintWrites } from "./entries.ts";
import { causeKey, checkCause, complaintRules } from "./settings.ts";
import { allowed } from "./status.ts";
import { closed, reopened, resolved, transferred } from "./steps.ts";

export const transferring = z.strictObject({ handlerId: idOf("user"), note: text(2000).optional() });
export const resolving = z.strictObject({
  correctiveAction: text(5000),
  /** A key of the setting `complaints`; needed unless it was named before. */
  cause: causeKey.optional(),
});
/** On the spot, with what was done; nothing once it is resolved. */
export const closing = resolving.partial();
export const reopening = z.strictObject({ reason: text(1000) });

/** Sentences that callers read. */
export const SETTLED_RULES = {
  cause: "a complaint is settled with its cause",
  action: "a complaint that is closed on the spot says what was done about it",
} as const;

/**
 * Gives a complaint to somebody else, e.g. of operations. Two calls.
 * @throws Problem forbidden, not-assignable naming what the person lacks (投诉校验), conflict
 */
export async function transferComplaint(
  id: string,
  { handlerId, note }: z.infer<typeof transferring>,
  context: Context,
): Promise<Change<Complaint>> {
  const to = await assignee(handlerId, "complaint", context, "/handlerId");
  return changeComplaint(id, "update", context, (record) => transferred(record, to, note, context));
}

/** Records what was done about a complaint. Two calls. @throws Problem rule-broken, conflict */
export async function resolveComplaint(
  id: string,
  body: z.infer<typeof resolving>,
  context: Context,
): Promise<Change<Complaint>> {
  const rules = await setting(complaintRules);
  return changeComplaint(id, "update", context, (record) => {
    checkCause(body.cause, rules, record.cause);
    return resolved(record, { ...body, cause: causeOf(record, body) }, context);
  });
}

/** Closes a complaint: a resolved one, or on the spot with what was done. Two calls. @throws Problem rule-broken, conflict */
export async function closeComplaint(
  id: string,
  body: z.infer<typeof closing>,
  context: Context,
): Promise<Change<Complaint>> {
  const rules = await setting(complaintRules);
  return changeComplaint(id, "update", context, (record) => {
    allowed(record, "close");
    checkCause(body.cause, rules, record.cause);
    const correctiveAction = body.correctiveAction ?? record.correctiveAction;
    if (correctiveAction === undefined) throw ruleBroken(SETTLED_RULES.action, "/correctiveAction");
    return closed(record, { correctiveAction, cause: causeOf(record, body) }, context);
  });
}

/** Goes on with a complaint after all. Two calls. @throws Problem conflict */
export async function reopenComplaint(
  id: string,
  { reason }: z.infer<typeof reopening>,
  context: Context,
): Promise<Change<Complaint>> {
  const { firstContactDays } = await setting(complaintRules);
  return changeComplaint(id, "update", context, (record) =>
    reopened(record, reason, firstContactDays, context),
  );
}

/** The change of one complaint with its place in the ledger, decided again when somebody else was faster. */
export async function changeComplaint(
  id: string,
  action: Extract<Action, "update">,
  context: Context,
  decide: (record: Complaint) => Complaint,
): Promise<Change<Complaint>> {
  const found = await readToChange(complaints, id, context, action);
  return decideOn(complaints, found, action, context, (record) => {
    const next = decide(record);
    return { next, besides: complaintWrites(record, next) };
  });
}

function causeOf(
  record: Complaint,
  { cause = record.cause }: { readonly cause?: string | undefined },
): string {
  if (cause === undefined) throw ruleBroken(SETTLED_RULES.cause, "/cause");
  return cause;
}
