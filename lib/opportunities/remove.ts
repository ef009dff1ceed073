import { type Context, stampOf } from "../http/context.ts";
import { conflict } from "../problem/problem.ts";
import { readToChange } from "../resource/verbs.ts";
import { nextVersion } from "../table/record.ts";
import type { Change } from "../table/write.ts";
import { opportunities } from "./opportunity.ts";
import { allowed } from "./rules.ts";
import { save } from "./save.ts";

/**
 * Deletes an opportunity softly. Two calls.
 * @throws Problem conflict once anything was booked for it
 */
export async function removeOpportunity(id: string, context: Context): Promise<Change<undefined>> {
  const record = await readToChange(opportunities, id, context, "delete");
  allowed(record, "delete");
  if (record.winNumber > 0 || record.lossNumber > 0)
    throw conflict("an opportunity that was won or lost before is kept, for what was booked then");
  const next = {
    ...nextVersion(record, {}, stampOf(context)),
    deletedAt: context.now.toISOString(),
  };
  return { writes: save(record, next), result: undefined };
}
