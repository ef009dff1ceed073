import type { Chance } from "../../../infra/local/demo/random.ts";
import { closeAnswered } from "../../../lib/service-requests/closing.ts";
import { createRequest } from "../../../lib/service-requests/create.ts";
import type { RequestInput } from "../../../lib/service-requests/input.ts";
import { recordWork, resolveRequest, startRequest } from "../../../lib/service-requests/progress.ts";
import { type ServiceRequest, serviceRequests } from "../../../lib/service-requests/service-request.ts";
import { answerByPhone } from "../../../lib/surveys/by-phone.ts";
import { sendSurvey } from "../../../lib/surveys/send.ts";
import { commit } from "../../../lib/table/commit.ts";
import { get } from "../../../lib/table/read.ts";
import type { World } from "../world.ts";
import { after, contextOf, DAY, MINUTE } from "./context.ts";
import { mailsOf, posted } from "./posted.ts";

/** How far a request is. */
export const STAGES = ["received", "assigned", "in-progress", "surveyed", "answered"] as const;
export type Stage = (typeof STAGES)[number];

const FAULTS = ["no-output", "leak", "noise", "control"] as const;
const SUBJECTS = ["机组不制热", "管道漏水", "运行异响", "控制面板无显示"] as const;

/** Takes in a request and brings it as far as it is told: what is open or waits for an answer is of the last days. */
export async function makeRequest(
  about: Pick<RequestInput, "customerId" | "serviceCardId" | "productId">,
  stage: Stage,
  { service: { agents, technicians, articleIds } }: World,
  chance: Chance,
  now: Date,
): Promise<ServiceRequest> {
  const agent = agents[chance.between(0, agents.length - 1)]!;
  const technician = technicians[chance.between(0, technicians.length - 1)]!;
  const fault = chance.between(0, FAULTS.length - 1);
  const age = stage === "answered" ? chance.between(5, 110) : chance.between(2, 5);
  const receivedAt = after(now, -age * DAY - chance.between(0, 600) * MINUTE);
  const { id } = await commit(
    await createRequest(
      {
        ...about,
        type: "repair",
        faultCategory: FAULTS[fault]!,
        channel: "phone",
        subject: SUBJECTS[fault]!,
        content: "客户来电报修，请尽快上门检查。",
        answered: true,
        ...(stage !== "received" && { technicianId: technician.userId }),
      },
      contextOf(agent, receivedAt),
    ),
  );
  if (stage === "received" || stage === "assigned") return get(serviceRequests, id);

  const startedAt = after(receivedAt, chance.between(5, 240) * MINUTE);
  await commit(await startRequest(id, contextOf(technician, startedAt)));
  if (stage === "in-progress") return get(serviceRequests, id);

  const resolvedAt = after(startedAt, chance.between(30, 900) * MINUTE);
  const working = contextOf(technician, resolvedAt);
  const cost = { amount: chance.between(50, 500) * 100, currency: "CNY" };
  await commit(await recordWork(id, { minutes: 90, description: "上门检修", cost }, working));
  // One helps more often than the others, so that there are enough of its requests at every size.
  const helpful = chance.happens(0.5) ? 0 : chance.between(0, articleIds.length - 1);
  const helped = chance.happens(0.5) ? [articleIds[helpful]!] : [];
  await commit(await resolveRequest(id, { resolution: "更换部件，试机正常", articleIds: helped }, working));
  const askedAt = after(resolvedAt, MINUTE);
  const asking = await sendSurvey({ requestId: id, resolutionNumber: 1 }, askedAt);
  await commit(asking);
  for (const mailId of mailsOf(asking)) await posted(mailId, undefined, askedAt);
  if (stage === "surveyed") return get(serviceRequests, id);

  const answeredAt = after(resolvedAt, DAY);
  const { surveyId = "" } = await get(serviceRequests, id);
  const score = chance.pick([5, 5, 5, 4, 4, 3, 2]);
  await commit(await answerByPhone(surveyId, { score }, contextOf(agent, answeredAt)));
  await commit(await closeAnswered({ serviceRequestId: id, surveyId }, after(answeredAt, MINUTE)));
  return get(serviceRequests, id);
}
