import * as z from "zod";
import { assignee } from "../access/assignment.ts";
import { type Acting, type Context, stampOf } from "../http/context.ts";
import { idOf } from "../ids/id.ts";
import type { Receiver } from "../resource/giving.ts";
import { readToChange } from "../resource/verbs.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, unchanged } from "../table/write.ts";
import { collaboratorsOf } from "./deal.ts";
import { type Opportunity, opportunities } from "./opportunity.ts";
import { allowed } from "./rules.ts";
import { save } from "./save.ts";
import { changeOf } from "./verb.ts";

/** Who is to own it. */
export const assignment = z.strictObject({ ownerId: idOf("user") });

/**
 * Gives an opportunity to another owner. Two calls.
 * @throws Problem conflict once it is closed; forbidden, not-assignable by the assignment check (DOMAIN §2)
 */
export async function assignOpportunity(
  id: string,
  { ownerId }: z.infer<typeof assignment>,
  context: Context,
): Promise<Change<Opportunity>> {
  const [record, owner] = await Promise.all([
    readToChange(opportunities, id, context, "assign"),
    assignee(ownerId, "opportunity", context),
  ]);
  if (record.ownerId === owner.userId) {
    allowed(record, "assign");
    return unchanged(record);
  }
  return changeOf(record, "assign", context, (current) => {
    allowed(current, "assign");
    return passedOn(owner, current, context);
  });
}

/**
 * An opportunity in another's hands, whatever its status: pure; a handover gives many with it. While it is executing
 * a new owner outside the sales team takes the former owner's place in it. What was booked stays with whom it was
 * booked to.
 */
export function givenTo(owner: Receiver, record: Opportunity, context: Acting): Change<Opportunity> {
  const next = passedOn(owner, record, context);
  return { writes: save(record, next), result: next };
}

function passedOn(owner: Receiver, record: Opportunity, context: Acting): Opportunity {
  const { salesTeam = [], status } = record;
  const outside = !salesTeam.some(({ userId }) => userId === owner.userId);
  const team =
    status === "executing" && outside
      ? salesTeam.map(({ userId, share }) => ({
          userId: userId === record.ownerId ? owner.userId : userId,
          share,
        }))
      : salesTeam;
  return nextVersion(
    record,
    {
      ownerId: owner.userId,
      departmentId: owner.departmentId,
      collaboratorIds: collaboratorsOf({ ...record, salesTeam: team }, owner.userId),
      ...(record.salesTeam !== undefined && { salesTeam: team }),
    },
    stampOf(context),
  );
}
