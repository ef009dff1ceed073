import type { Client, Json } from "../makers/client.ts";
import { created, fresh, inDays, yuan } from "../makers/deal.ts";
import { delivery, line, order } from "../makers/delivery.ts";
import { request } from "../makers/service.ts";
import { calls, unitsPerEntry } from "./counted.ts";
import type { Figure } from "./figure.ts";
import type { Subject } from "./serve.ts";

/** Requests that are taken in, resolved and answered, of which the totals are kept. */
const REQUESTS = 50;

/** DynamoDB calls of the main routes of delivery and service, and what the totals cost for each entry of service. */
export async function callsOfService(own: Client, all: Client, subject: Subject): Promise<Figure[]> {
  const me = (await all.get("/me")).body.id;
  const card = await cardOf(all, subject.productId);
  const desk = { all, me, card };
  return [
    ...(await ofDeliveries(own, all, subject.productId)),
    ...(await ofCards(all, card)),
    ...(await ofRequests(desk)),
    ...(await ofSurveys(desk)),
    ...(await ofComplaints(all, card)),
    await calls("report.satisfaction", () => all.get("/reports/satisfaction")),
    await calls("report.response-times", () => all.get("/reports/response-times")),
    await calls("report.complaints", () => all.get("/reports/complaints")),
    await unitsPerEntry(
      subject,
      all,
      {
        name: "write units of totals, per ledger entry of service",
        of: `${REQUESTS} requests taken in, resolved and answered`,
      },
      async () => {
        const made: Json[] = [];
        for (let count = 0; count < REQUESTS; count += 1) made.push(await resolved(desk));
        await all.post("/local/drain");
        for (const { id } of made) {
          const { surveyId } = (await all.get(`/service-requests/${id}`)).body;
          await created(all, `/surveys/${surveyId}/answer`, { score: 5 });
        }
      },
    ),
  ];
}

/** Whoever serves, and the card that they serve. */
interface Desk {
  readonly all: Client;
  readonly me: string;
  readonly card: Json;
}

/** A card of a customer who can be written to. */
async function cardOf(all: Client, productId: string): Promise<Json> {
  const email = `${fresh("calls").replaceAll(" ", "-")}@served.example`;
  const { id: customerId } = await created(all, "/customers", { name: fresh("Calls"), email });
  const serialNumber = fresh("CALLS").replaceAll(" ", "-");
  return created(all, "/service-cards", {
    customerId,
    productId,
    serialNumber,
    deliveredOn: inDays(new Date(), -1),
  });
}

async function ofDeliveries(own: Client, all: Client, id: string): Promise<Figure[]> {
  const one = () => order(own, all, [line({ id }, 1)]);
  const parts = [{ plannedOn: inDays(new Date(), 0) }];
  const planned = async () => delivery(all, await one(), parts);
  const known = await planned();
  // An order and a delivery each time: only the last request counts.
  const orders = [await one(), await one(), await one(), await one()];
  return [
    await calls("delivery.create", () => all.post("/deliveries", { orderId: orders.pop()?.id, parts })),
    await calls("delivery.read", () => all.get(`/deliveries/${known.id}`)),
    await calls("delivery.list", () => all.get("/deliveries?status=open")),
    await calls("delivery.complete-part", async () => {
      const { id: deliveryId } = await planned();
      const lines = [line({ id }, 1, [fresh("SN").replaceAll(" ", "-")])];
      return all.post(`/deliveries/${deliveryId}/parts/1/complete`, { lines });
    }),
  ];
}

async function ofCards(all: Client, { id, serialNumber, customerId, productId }: Json): Promise<Figure[]> {
  const body = () => ({ customerId, productId, serialNumber: fresh("SN").replaceAll(" ", "-") });
  return [
    await calls("service-card.create", () =>
      all.post("/service-cards", { ...body(), deliveredOn: inDays(new Date(), -1) }),
    ),
    await calls("service-card.read", () => all.get(`/service-cards/${id}`)),
    await calls("service-card.list", () => all.get(`/service-cards?serialNumber=${serialNumber}`)),
  ];
}

const received = ({ all, card }: Desk) =>
  request(all, { serviceCardId: card.id, faultCategory: "leak", subject: fresh("Calls leak") });

async function step({ all }: Desk, { id }: Json, verb: string, body: Json = {}) {
  return all.post(`/service-requests/${id}/${verb}`, body);
}

async function assigned(desk: Desk): Promise<Json> {
  return (await step(desk, await received(desk), "assign", { technicianId: desk.me })).body;
}

async function started(desk: Desk): Promise<Json> {
  return (await step(desk, await assigned(desk), "start")).body;
}

async function resolved(desk: Desk): Promise<Json> {
  return (await step(desk, await assigned(desk), "resolve", { resolution: "Valve replaced" })).body;
}

async function ofRequests(desk: Desk): Promise<Figure[]> {
  const { all, me, card } = desk;
  await resolved(desk);
  await all.post("/local/drain");
  const { id } = await received(desk);
  return [
    await calls("service-request.create", () =>
      all.post("/service-requests", {
        serviceCardId: card.id,
        type: "repair",
        channel: "phone",
        subject: fresh("Calls"),
      }),
    ),
    await calls("service-request.list", () => all.get("/service-requests?limit=20")),
    await calls("service-request.read", () => all.get(`/service-requests/${id}`)),
    await calls("service-request.assign", async () =>
      step(desk, await received(desk), "assign", { technicianId: me }),
    ),
    await calls("service-request.start", async () => step(desk, await assigned(desk), "start")),
    await calls("service-request.work", async () =>
      step(desk, await started(desk), "work", { minutes: 30, description: "Valve", cost: yuan(50) }),
    ),
    await calls("service-request.resolve", async () =>
      step(desk, await assigned(desk), "resolve", { resolution: "Valve replaced" }),
    ),
    await calls("service-request.suggestions", () => all.get(`/service-requests/${id}/suggestions`)),
  ];
}

async function ofSurveys(desk: Desk): Promise<Figure[]> {
  const { all } = desk;
  const asked = async () => {
    const { id } = await resolved(desk);
    await all.post("/local/drain");
    return (await all.get(`/service-requests/${id}`)).body.surveyId;
  };
  const surveyId = await asked();
  return [
    await calls("survey.read", () => all.get(`/surveys/${surveyId}`)),
    await calls("survey.list", () => all.get("/surveys?limit=20")),
    await calls("survey.show", async () => all.get(await linkOf(all, surveyId))),
    await calls("survey.rate", async () => all.post(await linkOf(all, await asked()), { score: 5 })),
    await calls("survey.answer", async () => all.post(`/surveys/${await asked()}/answer`, { score: 4 })),
  ];
}

/** The public link to a survey, which its mail alone has. */
async function linkOf(all: Client, surveyId: string): Promise<string> {
  const mails = JSON.stringify((await all.get("/local/mails")).body);
  const [link] = new RegExp(`/rate/${surveyId}\\.[\\w-]+`).exec(mails) ?? [];
  if (link === undefined) throw new Error(`no mail has the link to ${surveyId}`);
  return link;
}

async function ofComplaints(all: Client, { customerId }: Json): Promise<Figure[]> {
  const body = { customerId, content: "Leaks again", cause: "installation" };
  const { id } = await created(all, "/complaints", body);
  return [
    await calls("complaint.create", () => all.post("/complaints", body)),
    await calls("complaint.read", () => all.get(`/complaints/${id}`)),
    await calls("complaint.list", () => all.get("/complaints?limit=20")),
    await calls("complaint.close", async () => {
      const complaint = await created(all, "/complaints", body);
      return all.post(`/complaints/${complaint.id}/close`, { correctiveAction: "Seal replaced" });
    }),
  ];
}
