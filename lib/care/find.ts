import * as z from "zod";
import { groupPrefix } from "../customers/view.ts";
import type { Context } from "../http/context.ts";
import { paging } from "../http/paging.ts";
import { idOf } from "../ids/id.ts";
import { findIn, type Place } from "../resource/find.ts";
import { filterOf, type Page } from "../table/page.ts";
import { calendarDate } from "../time/calendar.ts";
import { CARE_MAIL_STATUSES, type CareMail, careMails, dateKey } from "./care-mail.ts";

/** What care mails can be asked for. */
export const careMailQuery = z.strictObject({
  ...paging,
  date: calendarDate.optional().meta({ description: "The day that they are about" }),
  status: z.enum(CARE_MAIL_STATUSES).optional(),
  ruleId: idOf("care-rule").optional(),
  customerId: idOf("customer").optional(),
});
type Wanted = Omit<z.infer<typeof careMailQuery>, "limit" | "cursor">;

/** The care mails the caller may read that fit, newest first. One call a page. */
export function findCareMails(
  wanted: Wanted,
  request: { limit: number; cursor?: string | undefined; asked: string },
  context: Context,
): Promise<Page<CareMail>> {
  const passes = filterOf<CareMail>(wanted, (mail) =>
    (["date", "status", "ruleId", "customerId"] as const).every(
      (field) => wanted[field] === undefined || mail[field] === wanted[field],
    ),
  );
  return findIn(careMails, placeOf(wanted), { ...request, passes }, context);
}

function placeOf({ customerId, date }: Wanted): Place | undefined {
  if (customerId !== undefined)
    return {
      partitions: [{ index: "byCustomer", key: customerId }],
      range: { prefix: groupPrefix("care-mail") },
    };
  return date === undefined ? undefined : { partitions: [{ index: "byName", key: dateKey(date) }] };
}
