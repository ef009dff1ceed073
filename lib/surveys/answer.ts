import { SYSTEM } from "../access/caller.ts";
import { person } from "../access/directory.ts";
import { managerOf } from "../access/manager.ts";
import { type Acting, stampOf } from "../http/context.ts";
import { derivedId } from "../ids/derived.ts";
import { conflict, Problem } from "../problem/problem.ts";
import { hoursAfter } from "../schedules/overdue.ts";
import { setting } from "../settings/setting.ts";
import { nextVersion } from "../table/record.ts";
import type { Write } from "../table/write.ts";
import { taskFor } from "../tasks/task-for.ts";
import { satisfactionWrites } from "./entries.ts";
import { satisfaction } from "./settings.ts";
import type { Survey, SurveyAnswerInput } from "./survey.ts";
import { WORDS } from "./words.ts";

/** Sentences that callers read. */
export const SURVEY_RULES = {
  answered: "a survey takes one answer, and this one has it",
  closed: "this survey takes no answer any more: its request was reopened",
  expired: "this survey takes no answer any more: its time is over",
} as const;

/**
 * What becomes of a survey with its answer (DOMAIN §9); pure.
 * @throws Problem conflict when it has one, gone when it takes none any more
 */
export function answered(
  survey: Survey,
  given: SurveyAnswerInput & { readonly channel: NonNullable<Survey["channel"]> },
  context: Acting,
): { next: Survey; besides: Write[] } {
  requireOpen(survey, context.now);
  const answeredAt = context.now.toISOString();
  const next = nextVersion(survey, { ...given, status: "answered", answeredAt }, stampOf(context));
  return { next, besides: satisfactionWrites(survey, next) };
}

/** @throws Problem conflict when it has its answer, gone when it takes none any more */
export function requireOpen({ status, expiresAt }: Survey, now: Date): void {
  switch (status) {
    case "answered":
      throw conflict(SURVEY_RULES.answered);
    case "closed":
      throw new Problem("gone", SURVEY_RULES.closed);
    case "open":
      if (now.toISOString() > expiresAt) throw new Problem("gone", SURVEY_RULES.expired);
      return;
    default:
      status satisfies never;
  }
}

/**
 * The task to call a dissatisfied customer: for the agent's manager, or for the agent who has none, in their language.
 * Nothing with a better score.
 */
export async function callBack(
  survey: Survey,
  { score, comment }: SurveyAnswerInput,
  now: Date,
): Promise<readonly Write[]> {
  const { lowScore, callBackWithinHours } = await setting(satisfaction);
  if (score > lowScore) return [];
  const agent = await person(survey.agentId);
  const handler = (agent && (await managerOf(agent))) ?? agent;
  if (handler === undefined) return [];
  const { id, customerId, customerName, customerOwnerId, requestNumber, sentAt } = survey;
  const subject =
    customerId === undefined
      ? {}
      : { customer: { id: customerId, name: customerName ?? "", ownerId: customerOwnerId } };
  const content = {
    title: WORDS[handler.language].lowScore(score, customerName ?? "", requestNumber),
    content: comment,
    priority: "high" as const,
    dueAt: hoursAfter(now.toISOString(), callBackWithinHours).toISOString(),
  };
  const taskId = derivedId("task", new Date(sentAt), "low score", id);
  return taskFor(handler, subject, content, { caller: SYSTEM, now }, taskId).writes;
}
