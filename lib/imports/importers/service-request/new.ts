import { authorize } from "../../../access/reach.ts";
import { asRead } from "../../../customers/as-read.ts";
import { type Context, stampOf } from "../../../http/context.ts";
import { parsePart } from "../../../http/flaws.ts";
import { e164 } from "../../../phone/reachable.ts";
import { unknownReference } from "../../../resource/reference.ts";
import { checkCatalog } from "../../../service-requests/catalog.ts";
import { newRequest } from "../../../service-requests/create.ts";
import { handlerFor } from "../../../service-requests/handler.ts";
import { requestInput } from "../../../service-requests/input.ts";
import { referencesOf } from "../../../service-requests/references.ts";
import { save } from "../../../service-requests/save.ts";
import { type ServiceRequest, serviceRequests } from "../../../service-requests/service-request.ts";
import type { Handler } from "../../../service-requests/steps.ts";
import { termsNow } from "../../../service-requests/terms.ts";
import { firstVersion } from "../../../table/record.ts";
import type { Decision, Desk, Row } from "../../importer.ts";
import { foundIn } from "../../known.ts";
import { receivedAtOf, withCourse } from "./course.ts";
import { type RequestRow, requestRow } from "./row.ts";
import { answerOf } from "./score.ts";

/**
 * A request of long ago with what came of it, as it would stand had it been worked on here, and the customer's answer
 * to how satisfied they were; no target was promised and nobody is written to.
 * @throws Problem
 */
export async function makeRequest({ id, values }: Row, desk: Desk): Promise<Decision> {
  const { known, context, number } = desk;
  const said = requestRow(values);
  const input = parsePart(requestInput, said.input, "");
  const { technicianId, departmentId, customerId, productId } = said;
  const isGiven = technicianId !== undefined || departmentId !== undefined;
  const [terms, handler, given, callerPhone] = await Promise.all([
    termsNow(),
    isGiven ? handlerFor({ technicianId, departmentId }, context) : undefined,
    input.number ?? number("serviceRequest"),
    input.callerPhone === undefined ? undefined : e164(input.callerPhone, "/callerPhone"),
  ]);
  checkCatalog(input, terms.catalog);
  const receivedAt = receivedAtOf(said, terms.clock, context.now);
  const references = referencesOf(foundIn(known), { customerId, productId }, context.caller);
  const taken = { ...input, callerPhone, receivedAt: receivedAt.toISOString() };
  // A missed call rang at somebody, who has not got it to do by that.
  const made = newRequest(
    taken,
    { references, handler: input.answered ? handler : undefined, terms, number: given },
    { ...context, now: receivedAt },
    { past: true },
  );
  const record = inNameOf(handler, { ...made, ...firstVersion(id, stampOf(context)) }, context);
  const worker = record.technicianId ?? context.caller.userId;
  const next = { ...withCourse(record, said, worker, terms.clock, context), version: 1 };
  if (next.status !== "missed" && next.status !== "received")
    authorize(context.caller, "update", serviceRequests, next);
  return booked(next, said, references.customer, context);
}

/** Whoever had a request took it in, as far as anybody knows. */
function inNameOf(handler: Handler | undefined, record: ServiceRequest, { caller }: Context): ServiceRequest {
  const { technicianId, departmentId = record.departmentId } = handler ?? {};
  const receivedBy = technicianId ?? caller.userId;
  const steps = record.steps.map((step) => ({
    ...step,
    by: step.step === "received" ? receivedBy : step.by,
  }));
  return { ...record, technicianId, departmentId, receivedBy, collaboratorIds: [receivedBy], steps };
}

async function booked(
  record: ServiceRequest,
  said: RequestRow,
  customer: Parameters<typeof asRead>[0] | undefined,
  context: Context,
): Promise<Decision> {
  const answer = await answerOf(record, said, context);
  const next = answer === undefined ? record : { ...record, surveyId: answer.result.id };
  const gone = () => unknownReference("customer", customer?.id ?? "", "/customerId");
  return {
    writes: [
      ...save(undefined, next),
      ...(answer?.writes ?? []),
      ...(customer === undefined ? [] : [asRead(customer, gone, "customer")]),
    ],
    result: { id: record.id, outcome: "created" },
  };
}
