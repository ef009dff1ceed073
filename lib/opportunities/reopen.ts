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
import { save } from "./save.ts";

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
  const status = allowed(record, "reopen");
  checkDates({ expectedCloseOn }, dateIn(context.now, timeZone), record);
  const next = nextVersion(
    record,
    {
      status,
      reopenReason: reason,
      reopenedAt: context.now.toISOString(),
      expectedCloseOn: expectedCloseOn ?? record.expectedCloseOn,
      lostAt: undefined,
      lossReason: undefined,
      lostTo: undefined,
      booked: undefined,
    },
    stampOf(context),
  );
  return { writes: save(record, next), result: next };
}
