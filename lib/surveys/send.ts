import { SYSTEM } from "../access/caller.ts";
import { person } from "../access/directory.ts";
import { contacts } from "../contacts/contact.ts";
import { customers } from "../customers/customer.ts";
import { stampOf } from "../http/context.ts";
import { derivedId } from "../ids/derived.ts";
import { queueMail } from "../mail/queue.ts";
import { save } from "../service-requests/save.ts";
import { type ServiceRequest, serviceRequests } from "../service-requests/service-request.ts";
import { company } from "../settings/company.ts";
import { setting } from "../settings/setting.ts";
import { find, findTogether } from "../table/read.ts";
import { firstVersion, nextVersion } from "../table/record.ts";
import { type Change, put, unchanged, type Write } from "../table/write.ts";
import { DAY } from "../time/units.ts";
import { monthIn } from "../time/zone.ts";
import { satisfactionWrites } from "./entries.ts";
import { surveyLink } from "./link.ts";
import { satisfaction } from "./settings.ts";
import { type Survey, surveys } from "./survey.ts";
import { surveyMessage } from "./words.ts";

/** Who is asked, and in which language. */
interface Asked {
  readonly id: string;
  readonly name: string;
  readonly email: string | undefined;
  readonly language: Survey["language"];
}

/**
 * Asks how satisfied the customer is with a resolution that stands: a survey that freezes whom the answer is credited
 * to, its mail, and the request's step, in one transaction (DOMAIN §9). Once per resolution, however often it is told.
 */
export async function sendSurvey(
  { requestId, resolutionNumber }: { requestId: string; resolutionNumber: number },
  now: Date,
): Promise<Change<undefined>> {
  const request = await find(serviceRequests, requestId);
  if (request?.status !== "resolved" || request.resolutionNumber !== resolutionNumber)
    return unchanged(undefined);
  const [[asked, survey], before, { closeAfterDays }] = await Promise.all([
    surveyOfRequest(request, now),
    surveyBefore(request),
    setting(satisfaction),
  ]);
  const at = now.toISOString();
  const closesAt = new Date(now.getTime() + closeAfterDays * DAY).toISOString();
  const asking = { status: "surveyed", surveyId: survey.id, closesAt } as const;
  const next: ServiceRequest = {
    ...nextVersion(request, asking, stampOf({ caller: SYSTEM, now })),
    steps: [...request.steps, { step: "surveyed", at, by: SYSTEM.userId }],
  };
  return {
    writes: [
      ...put(surveys, survey, undefined),
      ...satisfactionWrites(undefined, survey),
      // Its closing may be told later than this resolution.
      ...(before?.status === "open" ? closing(before, now) : []),
      ...save(request, next),
      ...(await mailOf(survey, asked, request, now)),
    ],
    result: undefined,
    // Somebody changed the request, or answered the survey before, at this moment: look again.
    retry: () => sendSurvey({ requestId, resolutionNumber }, now),
  };
}

async function surveyOfRequest(request: ServiceRequest, now: Date): Promise<[Asked, Survey]> {
  const agentId = request.technicianId ?? request.receivedBy;
  const [asked, agent, { timeZone }, { answerWithinDays }] = await Promise.all([
    whoIsAsked(request),
    person(agentId),
    setting(company),
    setting(satisfaction),
  ]);
  const resolvedAt = new Date(request.resolvedAt ?? request.updatedAt);
  const id = derivedId("survey", resolvedAt, request.id, String(request.resolutionNumber));
  const { customerId, customerName, customerOwnerId, productId, productName, tier } = request;
  return [
    asked,
    {
      ...firstVersion(id, stampOf({ caller: SYSTEM, now })),
      requestId: request.id,
      requestNumber: request.number,
      resolutionNumber: request.resolutionNumber,
      customerId,
      customerName,
      customerOwnerId,
      agentId,
      departmentId: request.departmentId ?? agent?.departmentId,
      productId,
      productName,
      tier,
      month: monthIn(now, timeZone),
      sentAt: now.toISOString(),
      sentBy: asked.email === undefined ? "nothing" : "mail",
      language: asked.language,
      expiresAt: new Date(now.getTime() + answerWithinDays * DAY).toISOString(),
      status: "open",
    },
  ];
}

/** Who called, else the customer itself. */
async function whoIsAsked({ id, customerId, contactId, callerName }: ServiceRequest): Promise<Asked> {
  const found = await findTogether([
    ...(customerId === undefined ? [] : [[customers, customerId] as const]),
    ...(contactId === undefined ? [] : [[contacts, contactId] as const]),
  ]);
  const customer = customerId === undefined ? undefined : found.one(customers, customerId);
  const contact = contactId === undefined ? undefined : found.one(contacts, contactId);
  return {
    id: contact?.id ?? customer?.id ?? id,
    name: contact?.name ?? callerName ?? customer?.name ?? "",
    email: contact?.email ?? customer?.email,
    language: customer?.language ?? (await setting(company)).language,
  };
}

async function mailOf(
  survey: Survey,
  { id, name, email, language }: Asked,
  request: ServiceRequest,
  now: Date,
) {
  if (email === undefined) return [];
  const [agent, url, { answerWithinDays: days }] = await Promise.all([
    person(survey.agentId),
    surveyLink(survey.id),
    setting(satisfaction),
  ]);
  const message = surveyMessage(survey, {
    name,
    subject: request.subject,
    agent: agent?.name ?? "",
    url,
    days,
  });
  const recipient = { userId: id, name, email, language };
  return [
    queueMail(
      { rule: "survey", recipient, occasion: survey.id, at: now, message, whenUnknown: "give-up" },
      now,
    ),
  ];
}

/** Closes the survey of a resolution that does not stand any more: the next one asks anew. */
export async function closeSurvey(
  { requestId, resolutionNumber }: { requestId: string; resolutionNumber: number },
  now: Date,
): Promise<Change<undefined>> {
  const request = await find(serviceRequests, requestId);
  const survey = request && (await surveyBefore(request));
  if (survey?.status !== "open" || survey.resolutionNumber !== resolutionNumber) return unchanged(undefined);
  return {
    writes: closing(survey, now),
    result: undefined,
    retry: () => closeSurvey({ requestId, resolutionNumber }, now),
  };
}

/** The survey of a request that was sent last. */
async function surveyBefore({ surveyId }: ServiceRequest): Promise<Survey | undefined> {
  return surveyId === undefined ? undefined : find(surveys, surveyId);
}

function closing(survey: Survey, now: Date): Write[] {
  const fields = { status: "closed", closedAt: now.toISOString() } as const;
  return put(surveys, nextVersion(survey, fields, stampOf({ caller: SYSTEM, now })), survey);
}
