import type { Context } from "../http/context.ts";
import { stampOf } from "../http/context.ts";
import { derivedId } from "../ids/derived.ts";
import type { ServiceRequest } from "../service-requests/service-request.ts";
import type { company } from "../settings/company.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { monthIn } from "../time/zone.ts";
import { satisfactionWrites } from "./entries.ts";
import { type Survey, type SurveyAnswerInput, surveys } from "./survey.ts";

/**
 * An answer that an older system was given, as the survey that would have asked for it then: pure. It counts in the
 * month in which it was given, for whoever had the request, and nothing is sent.
 * @param answeredAt when the customer was asked and answered, as far as anybody knows
 */
export function pastAnswer(
  request: ServiceRequest,
  given: SurveyAnswerInput,
  answeredAt: Date,
  { timeZone, language }: Pick<typeof company.default, "timeZone" | "language">,
  acting: Pick<Context, "caller" | "now">,
): Change<Survey> {
  const { id: requestId, number: requestNumber, resolutionNumber, departmentId, tier } = request;
  const { customerId, customerName, customerOwnerId, productId, productName } = request;
  const at = answeredAt.toISOString();
  const id = derivedId("survey", answeredAt, requestId, String(resolutionNumber));
  const survey: Survey = {
    ...firstVersion(id, stampOf(acting)),
    ...{ requestId, requestNumber, resolutionNumber, departmentId, tier },
    ...{ customerId, customerName, customerOwnerId, productId, productName },
    ...given,
    agentId: request.technicianId ?? request.receivedBy,
    month: monthIn(answeredAt, timeZone),
    sentAt: at,
    sentBy: "import",
    language,
    expiresAt: at,
    status: "answered",
    answeredAt: at,
  };
  return {
    writes: [...put(surveys, survey, undefined), ...satisfactionWrites(undefined, survey)],
    result: survey,
  };
}
