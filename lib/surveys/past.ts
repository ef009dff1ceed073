import type { Acting } from "../http/context.ts";
import { stampOf } from "../http/context.ts";
import { derivedId } from "../ids/derived.ts";
import type { ServiceRequest } from "../service-requests/service-request.ts";
import type { company } from "../settings/company.ts";
import { firstVersion } from "../table/record.ts";
import { type Change, put } from "../table/write.ts";
import { monthIn } from "../time/zone.ts";
import { satisfactionWrites } from "./entries.ts";
import { type Survey, type SurveyAnswerInput, surveys } from "./survey.ts";

/** When and where an older system asked. */
type Company = Pick<typeof company.default, "timeZone" | "language">;
/** A survey as it would have been sent then: pure. It counts in that month, for whoever had the request. */
export function pastSurvey(request: ServiceRequest, sentAt: Date, ours: Company, acting: Acting): Survey {
  const { id: requestId, number: requestNumber, resolutionNumber, departmentId, tier } = request;
  const { customerId, customerName, customerOwnerId, productId, productName } = request;
  const at = sentAt.toISOString();
  return {
    ...firstVersion(derivedId("survey", sentAt, requestId, String(resolutionNumber)), stampOf(acting)),
    ...{ requestId, requestNumber, resolutionNumber, departmentId, tier },
    ...{ customerId, customerName, customerOwnerId, productId, productName },
    agentId: request.technicianId ?? request.receivedBy,
    month: monthIn(sentAt, ours.timeZone),
    sentAt: at,
    sentBy: "import",
    language: ours.language,
    expiresAt: at,
    status: "open",
  };
}

/** An answer that an older system was given, as the survey that asked for it: pure, and nothing is sent. */
export function pastAnswer(
  request: ServiceRequest,
  given: SurveyAnswerInput,
  answeredAt: Date,
  ours: Company,
  acting: Acting,
): Change<Survey> {
  const asked = pastSurvey(request, answeredAt, ours, acting);
  const survey: Survey = { ...asked, ...given, status: "answered", answeredAt: asked.sentAt };
  return {
    writes: [...put(surveys, survey, undefined), ...satisfactionWrites(undefined, survey)],
    result: survey,
  };
}
