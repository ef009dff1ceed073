import type { Json } from "../makers/client.ts";
import { fresh, inDays } from "../makers/deal.ts";
import type { Line } from "./requests.ts";
import { must } from "./requests.ts";
import type { Served } from "./served.ts";

/** An opportunity as its owner left it. */
interface Deal {
  readonly id: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly amount: number;
  readonly quantity: number;
  version: number;
}

/** What all who sell must find in the books at the end of the day; amounts in minor units. */
export interface SalesBooks {
  deals: number;
  wonAmount: number;
  open: number;
}

/** What was won and is not delivered yet. */
export interface Order {
  readonly id: string;
  readonly customerId: string;
  readonly quantity: number;
}

/** Somebody who sells, with what is theirs: nobody else touches it, so that every answer is known. */
export interface Desk {
  readonly userId: string;
  readonly line: Line;
  readonly manager: Line;
  readonly served: Served;
  readonly books: SalesBooks;
  readonly deals: Deal[];
  readonly planned: { readonly id: string; readonly dealId: string }[];
  readonly orders: Order[];
  /** Customers from before the day, whom every lookup knows. */
  readonly known: { readonly id: string; readonly name: string; readonly phone: string }[];
}

let calls = 0;

/** A phone number that nobody else has. */
function phone(): string {
  calls += 1;
  return `+86138${String(10_000_000 + calls)}`;
}

/** Creates an opportunity together with its customer. */
export async function createDeal(desk: Desk): Promise<{ phone: string } & Deal> {
  const { line, served, deals, books } = desk;
  const customer = { name: fresh("苏州恒温设备"), phone: phone(), region: "江苏", industry: "HVAC" };
  const quantity = 1 + (calls % 5);
  const made: Json = await line.send("POST", "/opportunities", 201, {
    name: fresh("恒温车间改造"),
    customer,
    lines: [{ productId: served.productId, quantity }],
    competitors: [{ competitorId: served.competitorId, threat: "medium" }],
    expectedCloseOn: inDays(new Date(), 20 + (calls % 60)),
    source: "referral",
  });
  must(made.customerName === customer.name, "an opportunity has the name of its new customer");
  must(made.amount.amount === quantity * 860_000, "an opportunity's amount is the sum of its lines");
  const { id, version, customerId } = made;
  const deal: Deal = {
    id,
    customerId,
    customerName: customer.name,
    amount: made.amount.amount,
    quantity,
    version,
  };
  deals.push(deal);
  books.open += 1;
  return { ...deal, phone: customer.phone };
}

/** Moves an opportunity on. */
export async function changeDeal({ line, deals }: Desk): Promise<void> {
  const deal = deals[calls++ % deals.length]!;
  const stage = ["qualification", "proposal", "evaluation", "negotiation"][calls % 4];
  const changed: Json = await line.send("PATCH", `/opportunities/${deal.id}`, 200, {
    stage,
    summary: `第${calls}次沟通`,
  });
  must(changed.version === deal.version + 1, "a change makes the next version");
  must(changed.stage === stage, "a change is in its answer");
  deal.version = changed.version;
}

/** Plans a follow-up of an opportunity. */
export async function planVisit({ line, deals, planned, userId }: Desk): Promise<void> {
  const deal = deals[calls++ % deals.length]!;
  const made: Json = await line.send("POST", `/opportunities/${deal.id}/follow-ups`, 201, {
    method: "visit",
    plannedAt: new Date(Date.now() + (1 + (calls % 20)) * 86_400_000).toISOString(),
    content: "现场勘察",
  });
  must(made.status === "planned" && made.handlerId === userId, "a follow-up is planned for its handler");
  planned.push({ id: made.id, dealId: deal.id });
}

/** Completes a follow-up, or plans one where none is left. */
export async function completeVisit(desk: Desk): Promise<void> {
  const { line, planned, deals } = desk;
  const visit = planned.shift();
  if (visit === undefined) return planVisit(desk);
  const done: Json = await line.send("POST", `/follow-ups/${visit.id}/complete`, 200, {
    outcome: "客户认可方案",
    attitude: 4,
    noNextReason: "等待客户内部审批",
  });
  must(done.status === "completed", "a completed follow-up says so");
  const deal = deals.find(({ id }) => id === visit.dealId);
  // Completing changes the opportunity too.
  if (deal !== undefined) deal.version += 1;
}

/** A manager wins an opportunity; another takes its place. */
export async function winDeal(desk: Desk): Promise<void> {
  const { manager, deals, books, planned, orders } = desk;
  if (deals.length < 3) return void (await createDeal(desk));
  const deal = deals.shift()!;
  for (let at = planned.length - 1; at >= 0; at--) if (planned[at]?.dealId === deal.id) planned.splice(at, 1);
  const won: Json = await manager.send("POST", `/opportunities/${deal.id}/win`, 200, {});
  must(won.status === "won" && won.amount.amount === deal.amount, "a won opportunity is won as it was");
  orders.push({ id: won.orderId, customerId: deal.customerId, quantity: deal.quantity });
  books.deals += 1;
  books.wonAmount += deal.amount;
  books.open -= 1;
}
