import { type Context, stampOf } from "../http/context.ts";
import { conflict } from "../problem/problem.ts";
import { readToChange } from "../resource/verbs.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { type Opportunity, opportunities } from "./opportunity.ts";
import { allowed } from "./rules.ts";
import { changeOf } from "./verb.ts";

/**
 * Closes a won opportunity for good (DOMAIN §4): ordered, delivered and paid. That its order is booked is checked
 * here; deliveries and payments are not recorded yet, and a manager, who alone may close, vouches for them. Two calls.
 * @throws Problem conflict unless it is won and ordered
 */
export async function closeOpportunity(id: string, context: Context): Promise<Change<Opportunity>> {
  const record = await readToChange(opportunities, id, context, "approve");
  return changeOf(record, "approve", context, (current) => {
    const status = allowed(current, "close");
    if (current.orderId === undefined) throw conflict("an opportunity is closed once its order is booked");
    return nextVersion(current, { status, closedAt: context.now.toISOString() }, stampOf(context));
  });
}
