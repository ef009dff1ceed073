import { type Client, clientOf } from "../makers/client.ts";
import { fresh, opportunity } from "../makers/deal.ts";
import { calls, unitsPerEntry } from "./counted.ts";
import type { Figure } from "./figure.ts";
import { callsOfMembership } from "./membership-calls.ts";
import { serve } from "./serve.ts";
import { callsOfService } from "./service-calls.ts";

/** Deals won one after the other, of which the totals are kept. */
const DEALS = 100;

/** DynamoDB calls of the main routes against what they declare, and what the totals cost for each entry of a ledger. */
export async function callFigures(): Promise<Figure[]> {
  const subject = await serve();
  const { url, admin, salesperson, productId } = subject;
  try {
    const [own, all] = [clientOf(url, salesperson), clientOf(url, admin)];
    return [
      ...(await ofRecords(own, all, productId)),
      ...(await ofReports(all)),
      ...(await callsOfService(own, all, subject)),
      ...(await callsOfMembership(all, subject)),
      await unitsPerEntry(
        subject,
        all,
        { name: "write units of totals, per ledger entry", of: `${DEALS} deals won one after the other` },
        async () => {
          for (let made = 0; made < DEALS; made += 1) {
            const { id } = await opportunity(own);
            await all.post(`/opportunities/${id}/win`, {});
          }
        },
      ),
    ];
  } finally {
    subject.stop();
  }
}

async function ofRecords(own: Client, all: Client, productId: string): Promise<Figure[]> {
  const line = { productId, quantity: 2 };
  const customer = () => own.post("/customers", { name: fresh("Calls") });
  const { id: customerId } = (await customer()).body;
  const created = () =>
    own.post("/opportunities", { name: fresh("Calls"), customer: { name: fresh("Calls") }, lines: [line] });
  const { id } = (await created()).body;
  return [
    await calls("customer.create", customer),
    await calls("customer.list", () => own.get("/customers")),
    await calls("customer.read", () => own.get(`/customers/${customerId}`)),
    await calls("customer.overview", () => own.get(`/customers/${customerId}/overview`)),
    await calls("customer.update", () => own.patch(`/customers/${customerId}`, { notes: fresh("Calls") })),
    await calls("opportunity.create", created),
    await calls("opportunity.list", () => own.get("/opportunities?status=executing")),
    await calls("opportunity.read", () => own.get(`/opportunities/${id}`)),
    await calls("opportunity.update", () => own.patch(`/opportunities/${id}`, { summary: fresh("Calls") })),
    await calls("opportunity.win", async () => {
      const deal = await opportunity(own, { customerId, lines: [line], amount: undefined });
      return all.post(`/opportunities/${deal.id}/win`, {});
    }),
    await calls("me.tasks", () => own.get("/me/tasks?status=open")),
  ];
}

async function ofReports(all: Client): Promise<Figure[]> {
  return [
    await calls("report.commission", () => all.get("/reports/commission")),
    await calls("report.performance", () => all.get("/reports/performance")),
    await calls("report.forecast", () => all.get("/reports/forecast")),
    await calls("report.win-loss", () => all.get("/reports/win-loss")),
  ];
}
