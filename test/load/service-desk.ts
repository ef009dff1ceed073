import type { Json } from "../makers/client.ts";
import { fresh } from "../makers/deal.ts";
import { one } from "./reads.ts";
import type { Line } from "./requests.ts";
import { must } from "./requests.ts";
import type { Delivered } from "./stock-desk.ts";

/** What all who serve must find in the books at the end of the day. */
export interface ServiceBooks {
  requests: number;
  resolved: number;
  answers: number;
  scores: number;
  complaints: number;
  closed: number;
}

/** A service card, and what its warranty is found to be. */
export interface Card {
  readonly id: string;
  readonly number: string;
  readonly serialNumber: string;
  readonly customerId: string;
  readonly verdict: "in-warranty" | "expired" | "void";
}

/** A service request as its people left it; that its customer was asked is seen when it is read. */
export interface Requested {
  readonly id: string;
  status: "received" | "assigned" | "in-progress" | "resolved" | "surveyed" | "answered";
  version: number;
  surveyId: string | undefined;
}

/** An agent and a technician at work, with what is theirs: nobody else touches it, so that every answer is known. */
export interface ServiceDesk {
  /** The agent's. */
  readonly line: Line;
  readonly technician: { readonly id: string; readonly line: Line };
  readonly manager: Line;
  /** Of customers, who have the public links of their mails alone. */
  readonly customers: Line;
  /** Those links by the ids of their surveys, as they arrive. */
  readonly links: ReadonlyMap<string, string>;
  readonly books: ServiceBooks;
  readonly cards: Card[];
  readonly arriving: Delivered[];
  readonly requests: Requested[];
  readonly complaints: string[];
}

const FAULTS = ["no-output", "leak", "noise", "control"];
/** Most are satisfied. */
const SCORES = [5, 4, 5, 3, 5, 4, 5, 5, 1, 4];

/** Requests that are done with and still looked at. */
const KEPT = 20;

/** Takes in a request on a service card. */
export async function receive({ line, cards, books, requests }: ServiceDesk): Promise<void> {
  const card = one(cards);
  const made: Json = await line.send("POST", "/service-requests", 201, {
    serviceCardId: card.id,
    type: "repair",
    channel: "phone",
    faultCategory: one(FAULTS),
    subject: fresh("热泵不制热"),
    content: "昨晚起出水温度只有二十度，面板显示故障",
  });
  must(made.status === "received", "a request is received first");
  must(made.customerId === card.customerId, "a request is of its card's customer");
  must(made.warranty.verdict === card.verdict, `a request on a card that is ${card.verdict} says so`);
  books.requests += 1;
  requests.push({ id: made.id, status: "received", version: 1, surveyId: undefined });
}

/** Gives a request to the technician, or takes one in where none waits. */
export async function assign(desk: ServiceDesk): Promise<void> {
  const request = desk.requests.find(({ status }) => status === "received");
  if (request === undefined) return receive(desk);
  const { id: technicianId } = desk.technician;
  const given = await step(desk.line, request, "assign", { technicianId });
  must(given.technicianId === technicianId, "a request is its technician's");
}

/** Begins the work on a request, or gives one away where none waits. */
export async function start(desk: ServiceDesk): Promise<void> {
  const request = desk.requests.find(({ status }) => status === "assigned");
  if (request === undefined) return assign(desk);
  const started = await step(desk.technician.line, request, "start");
  must(started.firstRespondedAt !== undefined, "the work's begin is the first response");
}

/** Resolves a request, or begins with one where none is under way. */
export async function resolve(desk: ServiceDesk): Promise<void> {
  const request = desk.requests.find(({ status }) => status === "in-progress");
  if (request === undefined) return start(desk);
  const resolved = await step(desk.technician.line, request, "resolve", { resolution: "四通阀卡死，已更换" });
  must(resolved.resolutionNumber === 1, "a request is resolved for the first time");
  desk.books.resolved += 1;
}

const AFTER = { assign: "assigned", start: "in-progress", resolve: "resolved" } as const;

async function step(line: Line, request: Requested, verb: keyof typeof AFTER, body?: Json): Promise<Json> {
  const moved: Json = await line.send("POST", `/service-requests/${request.id}/${verb}`, 200, body);
  const status = AFTER[verb];
  must(moved.status === status, `a request is ${status} after ${verb}`);
  must(moved.version === request.version + 1, "a step of a request makes its next version");
  Object.assign(request, { status, version: moved.version });
  return moved;
}

/** A customer rates a service by the link of their mail, or on the phone without one; resolves a request where nobody was asked. */
export async function answer(desk: ServiceDesk): Promise<void> {
  const { requests, links, books, customers, line } = desk;
  const request = requests.find(({ status }) => status === "surveyed");
  if (request?.surveyId === undefined) return resolve(desk);
  const { surveyId } = request;
  const score = one(SCORES);
  const link = links.get(surveyId);
  if (link === undefined) {
    const survey: Json = await line.send("POST", `/surveys/${surveyId}/answer`, 200, { score });
    must(survey.status === "answered" && survey.score === score, "a survey has the answer that was given");
  } else {
    const page: Json = await customers.send("POST", link, 200, { score, comment: "谢谢" });
    must(page.includes("我们已收到您的评价"), "whoever rates a service is thanked");
  }
  request.status = "answered";
  books.answers += 1;
  books.scores += score;
  if (requests.length > KEPT)
    requests.splice(
      requests.findIndex(({ status }) => status === "answered"),
      1,
    );
}

/** Takes in a complaint. */
export async function complain({ line, cards, books, complaints }: ServiceDesk): Promise<void> {
  const { customerId } = one(cards);
  const body = { customerId, content: "安装后第二天就漏水", severity: "high", cause: "installation" };
  const made: Json = await line.send("POST", "/complaints", 201, body);
  must(made.status === "received" && made.customerId === customerId, "a complaint is its customer's");
  books.complaints += 1;
  complaints.push(made.id);
}

/** Closes a complaint on the spot, or takes one in where none is open. */
export async function settle(desk: ServiceDesk): Promise<void> {
  const id = desk.complaints.shift();
  if (id === undefined) return complain(desk);
  const body = { correctiveAction: "当天上门更换密封圈" };
  const closed: Json = await desk.line.send("POST", `/complaints/${id}/close`, 200, body);
  must(closed.status === "closed" && closed.firstContact === true, "a complaint is settled at once");
  desk.books.closed += 1;
}
