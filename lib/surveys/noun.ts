import { occurrence } from "../../events/event.ts";
import { surveyAnswered, surveyClosed, surveySent } from "../../events/survey.ts";
import { defineNoun } from "../projections/define.ts";
import { type Survey, surveys } from "./survey.ts";

export const surveyNoun = defineNoun(surveys, { announce, timeline });

function announce(was: Survey | undefined, is: Survey) {
  const of = { surveyId: is.id, serviceRequestId: is.requestId, customerId: is.customerId };
  const { score, channel, sentBy } = is;
  return [
    ...(was === undefined && sentBy !== "import" ? [occurrence(surveySent, { ...of, by: sentBy })] : []),
    ...(was?.score === undefined && score !== undefined && channel !== undefined
      ? [occurrence(surveyAnswered, { ...of, score, channel })]
      : []),
    ...(was?.status !== "closed" && is.status === "closed" ? [occurrence(surveyClosed, of)] : []),
  ];
}

function timeline(was: Survey | undefined, is: Survey) {
  const { customerId, requestId, requestNumber, score, comment } = is;
  if (customerId === undefined) return [];
  const line = (kind: string, title: string, more = {}) => [
    { customerId, kind, title: `${requestNumber}: ${title}`, data: { serviceRequestId: requestId, ...more } },
  ];
  if (score !== undefined && was?.score === undefined)
    return line("survey.answered", `rated ${score} of 5`, {
      score,
      ...(comment !== undefined && { comment }),
    });
  return was === undefined ? line("survey.sent", "asked how satisfied they are") : [];
}
