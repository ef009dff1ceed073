import { authorize } from "../../../access/reach.ts";
import { stampOf } from "../../../http/context.ts";
import { e164 } from "../../../phone/reachable.ts";
import { conflict, ruleBroken } from "../../../problem/problem.ts";
import { checkCatalog } from "../../../service-requests/catalog.ts";
import { OTHER_CUSTOMER } from "../../../service-requests/change.ts";
import { save } from "../../../service-requests/save.ts";
import { type ServiceRequest, serviceRequests } from "../../../service-requests/service-request.ts";
import { allowed } from "../../../service-requests/status.ts";
import type { Clock } from "../../../service-requests/targets.ts";
import { termsNow } from "../../../service-requests/terms.ts";
import { SURVEY_RULES } from "../../../surveys/answer.ts";
import { surveys } from "../../../surveys/survey.ts";
import { nextVersion } from "../../../table/record.ts";
import { unchanged } from "../../../table/write.ts";
import type { Decision, Desk, Row } from "../../importer.ts";
import { recordIn } from "../../known.ts";
import { same } from "../same.ts";
import { receivedAtOf, timesOf, withCourse } from "./course.ts";
import { type RequestRow, requestRow } from "./row.ts";
import { answerOf } from "./score.ts";

/** Sentences that importers read. */
const STANDS = {
  technician: "an import gives new requests their technician; assign this one instead",
  product: "an import gives new requests their product; change this one instead",
  answered: "whether the call was answered stands as it was recorded",
  received: (at: string) => `it was received at ${at}, and that stands`,
  responded: (at: string) => `the customer heard from us at ${at}, and that stands`,
  resolved: "the request is resolved, and a row does not take that back",
  asked: "the customer was asked: record what they answer by phone",
} as const;

/**
 * What a row makes of a request that is there: changes of what it is about, its end if it has none yet, and the
 * customer's answer if none was given. What stands is never taken back by a row.
 * @throws Problem
 */
export async function changeRequestBy({ values }: Row, was: ServiceRequest, desk: Desk): Promise<Decision> {
  const { context } = desk;
  const said = requestRow(values);
  authorize(context.caller, "update", serviceRequests, was);
  const { clock, catalog } = await termsNow();
  refuseMoves(said, was, clock, context.now);
  checkCatalog(said.input, catalog, was);
  const changed = nextVersion(was, await aboutOf(said), stampOf(context));
  const differs = !same(was, changed);
  if (differs) allowed(was, "change");
  const next = ends(said, was) ? withCourse(changed, said, workerOf(was), clock, context) : changed;
  const answer = isAnswered(said, was, desk) ? undefined : await answerOf(next, said, context);
  const done = { id: was.id, outcome: "updated" } as const;
  if (!differs && next === changed && answer === undefined)
    return unchanged({ ...done, outcome: "unchanged" });
  const survey = answer === undefined ? {} : { surveyId: answer.result.id };
  const record = { ...next, ...survey, version: was.version + 1 };
  return { writes: [...save(was, record), ...(answer?.writes ?? [])], result: done };
}

const workerOf = ({ technicianId, receivedBy }: ServiceRequest) => technicianId ?? receivedBy;

/** What a row says the request is about. */
async function aboutOf({ input }: RequestRow) {
  const { number: _, receivedAt: __, answered: ___, callerPhone, ...fields } = input;
  return {
    ...fields,
    ...(callerPhone !== undefined && { callerPhone: await e164(callerPhone, "/callerPhone") }),
  };
}

/** @throws Problem rule-broken when the row tells another course than the one that was recorded */
function refuseMoves(row: RequestRow, was: ServiceRequest, clock: Clock, now: Date): void {
  const { customerId, productId, technicianId, respondedAfter, input, receivedOn } = row;
  const differs = (said: unknown, stands: unknown) => said !== undefined && said !== stands;
  if (differs(customerId, was.customerId)) throw ruleBroken(OTHER_CUSTOMER, "/customerId");
  if (differs(productId, was.productId)) throw ruleBroken(STANDS.product, "/productId");
  if (differs(technicianId, was.technicianId)) throw ruleBroken(STANDS.technician, "/technicianId");
  if (differs(input.answered, was.answered)) throw ruleBroken(STANDS.answered, "/answered");
  const isDated = receivedOn !== undefined || input.receivedAt !== undefined;
  if (isDated && receivedAtOf(row, clock, now).toISOString() !== was.receivedAt)
    throw ruleBroken(STANDS.received(was.receivedAt), "/receivedOn");
  const { respondedAt } = timesOf(row, new Date(was.receivedAt));
  const heard = respondedAfter === undefined ? undefined : respondedAt.toISOString();
  if (was.firstRespondedAt !== undefined && differs(heard, was.firstRespondedAt))
    throw ruleBroken(STANDS.responded(was.firstRespondedAt), "/respondedAfter");
}

/**
 * Whether a row ends a request that is open.
 * @throws Problem conflict when it would take an end back
 */
function ends({ resolved }: RequestRow, was: ServiceRequest): boolean {
  if (resolved === false && was.resolvedAt !== undefined) throw conflict(STANDS.resolved);
  return resolved === true && was.resolvedAt === undefined;
}

/** @throws Problem rule-broken when the customer has answered otherwise, or was asked and has not yet */
function isAnswered({ score }: RequestRow, { surveyId }: ServiceRequest, { known }: Desk): boolean {
  if (surveyId === undefined) return false;
  const survey = recordIn(known, surveys, surveyId);
  if (score === undefined || survey?.score === score) return true;
  throw ruleBroken(survey?.score === undefined ? STANDS.asked : SURVEY_RULES.answered, "/score");
}
