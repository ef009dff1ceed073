import type { Json } from "../makers/client.ts";
import type { Entry } from "./books.ts";
import type { Branch } from "./branch.ts";
import type { Line } from "./requests.ts";
import type { ServiceBooks } from "./service-desk.ts";

/** Requests, satisfaction and complaints of the day, and a card of everything that was delivered. */
export async function serviceBooks(
  admin: Line,
  { requests, resolved, answers, scores, complaints, closed }: ServiceBooks,
  branches: readonly Branch[],
): Promise<Entry[]> {
  const total = async (report: string): Promise<Json> =>
    (await admin.send("GET", `/reports/${report}?groupBy=company`, 200)).total;
  const times = await total("response-times");
  const satisfaction = await total("satisfaction");
  const complained = await total("complaints");
  const sum = Object.entries<number>(satisfaction.scores).reduce(
    (all, [score, given]) => all + Number(score) * given,
    0,
  );
  const serials = branches.flatMap(({ stock }) => stock.serials);
  const cards: Json[] = [];
  for (const serial of serials)
    cards.push(...(await admin.send("GET", `/service-cards?serialNumber=${serial}`, 200)).items);
  return [
    ["service requests", requests, times.received],
    ["requests resolved", resolved, times.resolution.count],
    ["customers asked for their satisfaction", resolved, satisfaction.sent],
    ["answers of customers", answers, satisfaction.answers],
    ["scores that they gave", scores, sum],
    ["complaints", complaints, complained.received],
    ["complaints closed", closed, complained.closed],
    ["complaints settled at once", closed, complained.firstContact],
    ["service cards of what was delivered", serials.length, cards.length],
  ];
}
