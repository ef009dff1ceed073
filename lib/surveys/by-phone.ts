import type { Context } from "../http/context.ts";
import { decideOn } from "../resource/decide.ts";
import { readToChange } from "../resource/verbs.ts";
import type { Change } from "../table/write.ts";
import { answered, callBack } from "./answer.ts";
import { type Survey, type SurveyAnswerInput, surveys } from "./survey.ts";

/**
 * Records an answer that a customer gave an agent by phone. Two calls.
 * @throws Problem not-found, forbidden, conflict, gone
 */
export async function answerByPhone(
  id: string,
  given: SurveyAnswerInput,
  context: Context,
): Promise<Change<Survey>> {
  const record = await readToChange(surveys, id, context);
  const followUp = await callBack(record, given, context.now);
  return decideOn(surveys, record, "update", context, (survey) => {
    const { next, besides } = answered(survey, { ...given, channel: "phone" }, context);
    return { next, besides: [...besides, ...followUp] };
  });
}
