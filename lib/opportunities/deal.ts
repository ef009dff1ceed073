import { Problem, ruleBroken } from "../problem/problem.ts";
import { addDays } from "../time/zone.ts";
import type { OpportunityInput } from "./input.ts";
import type { PricedLine } from "./line.ts";
import type { Opportunity } from "./opportunity.ts";
import { stageOf } from "./pipeline.ts";
import { totalOf } from "./pricing.ts";
import type { Terms } from "./references.ts";

/** An instant, and who acts. */
export interface Moment {
  readonly by: string;
  readonly at: string;
}

/** The amount: the sum of the lines; without lines what a person says, else nothing. */
export function amountOf(
  { amount }: Pick<OpportunityInput, "amount">,
  lines: readonly PricedLine[],
  { baseCurrency }: Pick<Terms, "baseCurrency">,
): Opportunity["amount"] {
  if (lines.length > 0) return { amount: totalOf(lines), currency: baseCurrency };
  return amount ?? { amount: 0, currency: baseCurrency };
}

/** How many moves are kept: the record is one item. */
const MOST_MOVES = 500;

/** Stage, probability and the stages passed through, of an opportunity and of a change of it. */
export type Progress = Pick<Opportunity, "stage" | "probability" | "probabilitySet" | "stages">;

/**
 * Where an opportunity stands in the pipeline. The probability follows the stage unless a person set it; a stage that
 * was taken out of the pipeline stays until the opportunity is moved.
 * @throws Problem rule-broken that names the stages there are
 */
export function progress(
  { stage, probability }: Pick<OpportunityInput, "stage" | "probability">,
  before: Progress | undefined,
  { stages }: Pick<Terms, "stages">,
  { by, at }: Moment,
): Progress {
  const stays = before !== undefined && (stage === undefined || stage === before.stage);
  const there = stays ? stages.find(({ key }) => key === before.stage) : stageOf(stages, stage);
  const key = there?.key ?? before?.stage ?? "";
  const follows = stays && !before.probabilitySet;
  const passed = before?.stages ?? [];
  if (!stays && passed.length >= MOST_MOVES)
    throw new Problem("conflict", `an opportunity moves at most ${MOST_MOVES} times`);
  return {
    stage: key,
    probability:
      probability ?? (follows ? before.probability : (there?.probability ?? before?.probability ?? 0)),
    probabilitySet: probability !== undefined,
    stages: stays ? passed : [...passed, { stage: key, since: at, by }],
  };
}

/**
 * Whether the dates make sense today.
 * @param today calendar date in the company's zone
 * @throws Problem rule-broken
 */
export function checkDates(
  { expectedCloseOn, startedOn }: Pick<OpportunityInput, "expectedCloseOn" | "startedOn">,
  today: string,
  before: Pick<OpportunityInput, "expectedCloseOn" | "startedOn"> = {},
): void {
  if (expectedCloseOn !== undefined && expectedCloseOn !== before.expectedCloseOn) {
    if (expectedCloseOn < today)
      throw ruleBroken(`the expected close date is in the past; today is ${today}`, "/expectedCloseOn");
    if (expectedCloseOn > addDays(today, MOST_DAYS_AHEAD))
      throw ruleBroken("the expected close date is more than 20 years ahead", "/expectedCloseOn");
  }
  if (startedOn !== before.startedOn && startedOn !== undefined && startedOn > today)
    throw ruleBroken(`work cannot have begun in the future; today is ${today}`, "/startedOn");
}

const MOST_DAYS_AHEAD = 20 * 366;

/** Who reads an opportunity besides its owner: collaborators, and everybody who shares in it. */
export function collaboratorsOf(
  { collaboratorIds = [], salesTeam = [] }: Pick<Opportunity, "collaboratorIds" | "salesTeam">,
  ownerId: string,
): string[] {
  const all = new Set([...collaboratorIds, ...salesTeam.map(({ userId }) => userId)]);
  all.delete(ownerId);
  return [...all];
}
