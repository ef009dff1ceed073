import * as z from "zod";
import { type Context, stampOf } from "../http/context.ts";
import { readToChange } from "../resource/verbs.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { calendarDate } from "../time/calendar.ts";
import { dateIn } from "../time/zone.ts";
import { checkDates } from "./deal.ts";
import { type Opportunity, opportunities } from "./opportunity.ts";
import { termsNow } from "./references.ts";
import { allowed } from "./rules.ts";
import { changeOf } from "./verb.ts";

/** Why a lost opportunity is taken up again, and when it is expected to close now. */
export const reopening = z.strictObject({
  reason: z.string().trim().min(1, { error: "must not be empty" }).max(1000),
  expectedCloseOn: calendarDate.optional(),
});

/**
 * Takes a lost opportunity up again, where it stood in the pipeline: a manager's right (DOMAIN §4). Two calls.
 * The loss that was booked is taken back by entries of its own.
 * @throws Problem conflict unless it is lost
 */
export async function reopenOpportunity(
  id: string,
  { reason, expectedCloseOn }: z.infer<typeof reopening>,
  context: Context,
): Promise<Change<Opportunity>> {
  const [record, { timeZone }] = await Promise.all([
    readToChange(opportunities, id, context, "approve"),
    termsNow(),
  ]);
  return changeOf(record, "approve", context, (current) => {
    const status = allowed(current, "reopen");
    checkDates({ expectedCloseOn }, dateIn(context.now, timeZone), current);
    const fields = {
      status,
      reopenReason: reason,
      reopenedAt: context.now.toISOString(),
      expectedCloseOn: expectedCloseOn ?? current.expectedCloseOn,
      lostAt: undefined,
      lossReason: undefined,
      lostTo: undefined,
      booked: undefined,
    };
    return nextVersion(current, fields, stampOf(context));
  });
}
