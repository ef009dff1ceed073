import { SYSTEM } from "../../../lib/access/caller.ts";
import type { Person } from "../../../lib/access/directory.ts";
import type { Customer } from "../../../lib/customers/customer.ts";
import { nextNumber } from "../../../lib/numbering/numbering.ts";
import { createServiceCard } from "../../../lib/service-cards/create.ts";
import type { ServiceCard } from "../../../lib/service-cards/service-card.ts";
import { CLOSING_NOTES } from "../../../lib/service-requests/closing.ts";
import { newRequest } from "../../../lib/service-requests/create.ts";
import { save } from "../../../lib/service-requests/save.ts";
import type { ServiceRequest } from "../../../lib/service-requests/service-request.ts";
import { closed, resolved, started } from "../../../lib/service-requests/steps.ts";
import { termsNow } from "../../../lib/service-requests/terms.ts";
import { company } from "../../../lib/settings/company.ts";
import { setting } from "../../../lib/settings/setting.ts";
import { callBack } from "../../../lib/surveys/answer.ts";
import { satisfactionWrites } from "../../../lib/surveys/entries.ts";
import { pastSurvey } from "../../../lib/surveys/past.ts";
import { satisfaction } from "../../../lib/surveys/settings.ts";
import { type Survey, surveys } from "../../../lib/surveys/survey.ts";
import { commit } from "../../../lib/table/commit.ts";
import { put } from "../../../lib/table/write.ts";
import { dateIn } from "../../../lib/time/zone.ts";
import { at, done } from "./act.ts";
import { PRODUCTS } from "./catalogue.ts";
import type { Call } from "./service-plan.ts";
import { STAFF, type StaffKey } from "./staff.ts";

const ZONE = "Asia/Shanghai";
const DAY = 86_400_000;

/** Days in which a customer answers, or a request closes without. */
const ANSWERED = 1;
const UNANSWERED = 7;

/** Managers still have to call those who were dissatisfied within this time. */
const FRESH = 14 * DAY;

/** Who serves, and what is served. */
export interface Service {
  readonly staff: ReadonlyMap<StaffKey, Person>;
  readonly products: readonly string[];
}
/**
 * Takes in a call and does what came of it, as one write: by the verbs, one after the other, the events of one step
 * would meet the request several steps later. What is resolved these days is left to them: its customer is asked today.
 */
export async function serve(customer: Customer, call: Call, service: Service, today: Date): Promise<void> {
  const { receivedAt, reached } = call;
  const agent = worker(service, "service-agent", call.agent);
  const technician = worker(service, "technician", call.technician);
  const [card, terms, number] = await Promise.all([
    cardOf(customer, call, agent, service),
    termsNow(),
    nextNumber("serviceRequest", receivedAt),
  ]);
  const { name = "" } = PRODUCTS[call.product] ?? {};
  const { type, fault: faultCategory, subject } = call.matter;
  const isGiven = reached !== "missed" && reached !== "received";
  const taken = newRequest(
    { type, faultCategory, channel: call.channel, subject, answered: reached !== "missed" },
    {
      references: { customer, card, product: { id: service.products[call.product] ?? "", name } },
      handler: isGiven
        ? { technicianId: technician.userId, departmentId: technician.departmentId }
        : undefined,
      terms,
      number,
    },
    at(agent, receivedAt),
  );
  const request = worked(taken, call, technician, terms);
  const over = reached === "closed" ? await surveyed(request, call, today) : { request, writes: [] };
  const record = { ...over.request, version: 1 };
  await commit({ writes: [...save(undefined, record), ...over.writes], result: undefined });
}

/** As far as a call came in its technician's hands. */
function worked(
  taken: ServiceRequest,
  { receivedAt, reached, respondedAfter, handledFor, workMinutes, cost, matter }: Call,
  technician: Person,
  { clock, baseCurrency: currency }: Awaited<ReturnType<typeof termsNow>>,
): ServiceRequest {
  if (reached === "missed" || reached === "received" || reached === "assigned") return taken;
  const startedAt = new Date(receivedAt.getTime() + respondedAfter);
  const begun = started(taken, at(technician, startedAt));
  if (reached === "in-progress") return begun;
  const endedAt = new Date(startedAt.getTime() + handledFor);
  const { resolution } = matter;
  const money = { amount: cost, currency };
  const entry = {
    at: endedAt.toISOString(),
    by: technician.userId,
    minutes: workMinutes,
    description: resolution,
  };
  const record = { ...begun, work: [{ ...entry, parts: [], cost: money }], workMinutes, cost: money };
  return resolved(record, { resolution }, clock, at(technician, endedAt));
}

/** A request that is over: its customer was asked, and answered or not. */
async function surveyed(request: ServiceRequest, { score, channel }: Call, today: Date) {
  const sentAt = new Date(request.resolvedAt ?? request.updatedAt);
  const asked = await askedThen(request, sentAt);
  const days = score === undefined ? UNANSWERED : ANSWERED;
  const endedAt = new Date(sentAt.getTime() + days * DAY);
  const survey: Survey =
    score === undefined
      ? asked
      : {
          ...asked,
          score,
          channel: channel === "phone" ? "phone" : "page",
          status: "answered",
          answeredAt: endedAt.toISOString(),
        };
  const step = { step: "surveyed", at: sentAt.toISOString(), by: SYSTEM.userId } as const;
  const waiting = {
    ...request,
    status: "surveyed" as const,
    surveyId: survey.id,
    steps: [...request.steps, step],
  };
  const note = CLOSING_NOTES[score === undefined ? "unanswered" : "answered"];
  const isFresh = endedAt.getTime() > today.getTime() - FRESH;
  return {
    request: closed(waiting, note, { caller: SYSTEM, now: endedAt }),
    writes: [
      ...put(surveys, survey, undefined),
      ...satisfactionWrites(undefined, survey),
      ...(score === undefined || !isFresh ? [] : await callBack(survey, { score }, endedAt)),
    ],
  };
}

async function askedThen(request: ServiceRequest, sentAt: Date): Promise<Survey> {
  const asked = pastSurvey(request, sentAt, await setting(company), { caller: SYSTEM, now: sentAt });
  const { answerWithinDays } = await setting(satisfaction);
  return {
    ...asked,
    sentBy: "mail",
    expiresAt: new Date(sentAt.getTime() + answerWithinDays * DAY).toISOString(),
  };
}

/** The card of goods that were delivered before the company kept its deliveries here. */
async function cardOf(
  customer: Customer,
  { receivedAt, deliveredBefore, product }: Call,
  agent: Person,
  { products }: Service,
): Promise<ServiceCard | undefined> {
  if (deliveredBefore === undefined) return undefined;
  const deliveredOn = dateIn(new Date(receivedAt.getTime() - deliveredBefore * DAY), ZONE);
  const serialNumber = `${customer.number}-${receivedAt.getTime().toString(36)}`.toUpperCase();
  const goods = {
    customerId: customer.id,
    productId: products[product] ?? "",
    serialNumber,
    quantity: 1,
    deliveredOn,
  };
  return done(createServiceCard(goods, at(agent, receivedAt)));
}

/** Whoever of a role it is. */
export function worker({ staff }: Pick<Service, "staff">, role: string, index: number): Person {
  const all = STAFF.filter((one) => one.role === role);
  const found = staff.get(all[index % all.length]?.key ?? "admin");
  if (found === undefined) throw new Error(`there is no ${role} here`);
  return found;
}
