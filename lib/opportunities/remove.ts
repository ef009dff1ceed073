import { type Context, stampOf } from "../http/context.ts";
import { conflict } from "../problem/problem.ts";
import { readToChange } from "../resource/verbs.ts";
import { nextVersion } from "../table/record.ts";
import { type Change, shownAs } from "../table/write.ts";
import { opportunities } from "./opportunity.ts";
import { allowed } from "./rules.ts";
import { changeOf } from "./verb.ts";

/**
 * Deletes an opportunity softly. Two calls.
 * @throws Problem conflict once anything was booked for it
 */
export async function removeOpportunity(id: string, context: Context): Promise<Change<undefined>> {
  const record = await readToChange(opportunities, id, context, "delete");
  const removal = changeOf(record, "delete", context, (current) => {
    allowed(current, "delete");
    if (current.winNumber > 0 || current.lossNumber > 0)
      throw conflict("an opportunity that was won or lost before is kept, for what was booked then");
    return nextVersion(current, { deletedAt: context.now.toISOString() }, stampOf(context));
  });
  return shownAs(removal, () => undefined);
}
