import type { Json } from "../makers/client.ts";
import { list, one, PAGE } from "./reads.ts";
import { must } from "./requests.ts";
import type { Card, ServiceDesk } from "./service-desk.ts";

/** Finds a card by its serial number; that of a new delivery is found as soon as it is there. */
export async function findCard(desk: ServiceDesk): Promise<void> {
  const { cards, arriving } = desk;
  const [delivered] = arriving;
  const { serialNumber } = delivered ?? one(cards);
  const items = await list(desk, `/service-cards?limit=${PAGE}&serialNumber=${serialNumber}`);
  const known = cards.find((card) => card.serialNumber === serialNumber);
  if (known !== undefined) return isThat(items, known);
  const [found] = items;
  if (found === undefined || delivered === undefined) return;
  arriving.shift();
  const { id, number } = found;
  const card: Card = { ...delivered, id, number, verdict: "in-warranty" };
  cards.push(card);
  isThat(items, card);
}

export async function findCardByNumber(desk: ServiceDesk): Promise<void> {
  const card = one(desk.cards);
  isThat(await list(desk, `/service-cards?limit=${PAGE}&number=${card.number}`), card);
}

function isThat(items: readonly Json[], { id, customerId, verdict }: Card): void {
  const [found, ...others] = items;
  must(found?.id === id && others.length === 0, "a card's number leads to it alone");
  must(found.customerId === customerId, "a card is its customer's");
  must(found.warranty.verdict === verdict, `a card that is ${verdict} says so`);
}

/** Reads a request, by turns one whose customer is soon to be asked, and sees whether they were. */
export async function readRequest({ line, requests }: ServiceDesk): Promise<void> {
  const resolved = requests.find(({ status }) => status === "resolved");
  const request = one([resolved ?? one(requests), one(requests)]);
  const found: Json = await line.send("GET", `/service-requests/${request.id}`, 200);
  must(found.version >= request.version, "a request is as new as its last step");
  const { status } = request;
  const may: readonly string[] = { resolved: ["resolved", "surveyed"], answered: ["surveyed", "closed"] }[
    String(status)
  ] ?? [status];
  must(may.includes(found.status), `a request that was ${status} is ${may.join(" or ")}`);
  if (status !== "resolved" || found.surveyId === undefined) return;
  request.status = "surveyed";
  request.surveyId = found.surveyId;
}

/** What the technician has to do. */
export async function listWork({ technician }: ServiceDesk): Promise<void> {
  const items = await list(technician, `/service-requests?limit=${PAGE}&status=assigned`);
  must(
    items.every(({ technicianId, status }) => technicianId === technician.id && status === "assigned"),
    "a technician lists what is theirs and not begun",
  );
}

/** What waits for somebody. */
export async function listWaiting(desk: ServiceDesk): Promise<void> {
  const items = await list(desk, `/service-requests?limit=${PAGE}&status=received`);
  must(
    items.every(({ status }) => status === "received"),
    "requests that wait have only been received",
  );
}

export async function suggestions({ line, requests }: ServiceDesk): Promise<void> {
  const { id } = one(requests);
  const found: Json = await line.send("GET", `/service-requests/${id}/suggestions`, 200);
  must(
    found.requests.every((request: Json) => request.resolution !== undefined && request.id !== id),
    "others that were resolved are suggested",
  );
  must(found.articles.length > 0, "articles on its fault are suggested");
}

export async function listComplaints(desk: ServiceDesk): Promise<void> {
  const items = await list(desk, `/complaints?limit=${PAGE}&status=received`);
  must(
    items.every(({ status }) => status === "received"),
    "complaints to be seen to are open",
  );
}

/** A report on service, of the whole company. */
export function serviceReport(path: string) {
  return async ({ manager }: ServiceDesk): Promise<void> => {
    const body: Json = await manager.send("GET", path, 200);
    must(body.scope === "all", `${path} is of the whole company`);
  };
}
