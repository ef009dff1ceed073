import { asItIs, missingEntries } from "../aggregates/renew.ts";
import { find } from "../table/read.ts";
import { type Change, unchanged } from "../table/write.ts";
import { satisfactionWrites } from "./entries.ts";
import { type Survey, surveys } from "./survey.ts";

/**
 * Brings a survey of an earlier release up to this one: before 0.2.0 the ledgers by product and by tier did not say whose a
 * survey is, and left out those about no product.
 * @returns how many items are written; none the second time
 */
export async function renewSurvey({ id }: Pick<Survey, "id">): Promise<Change<number>> {
  const survey = await find(surveys, id);
  if (survey === undefined) return unchanged(0);
  const entries = await missingEntries(satisfactionWrites(undefined, survey));
  if (entries.length === 0) return unchanged(0);
  return {
    writes: [asItIs(surveys, survey), ...entries],
    result: entries.length,
    // It is being answered at this moment: look again.
    retry: () => renewSurvey({ id }),
  };
}
