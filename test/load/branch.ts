import type { Json } from "../makers/client.ts";
import { fresh, inDays } from "../makers/deal.ts";
import type { Books } from "./books.ts";
import { type CareDesk, openCareDesk } from "./care-desk.ts";
import { createDeal, type Desk, planVisit, winDeal } from "./desk.ts";
import type { Line, Lines } from "./requests.ts";
import type { Subject } from "./serve.ts";
import { type Card, complain, receive, type ServiceDesk } from "./service-desk.ts";
import { findCard } from "./service-reads.ts";
import { join, type ShopDesk, topUp } from "./shop-desk.ts";
import { completeDelivery, planDelivery, type StockDesk } from "./stock-desk.ts";

/** One of those who work at once: the desks of a branch, of whose people one is at work at a time. */
export interface Branch {
  readonly sales: Desk;
  readonly stock: StockDesk;
  readonly service: ServiceDesk;
  readonly shop: ShopDesk;
  readonly care: CareDesk;
}

/** Opportunities with their customers, and members, that every branch has at the start. */
const DEALS = 3;
const MEMBERS = 3;

/** Branches that are opened side by side. */
const AT_ONCE = 8;

/** Opens so many branches, each with something on every desk. */
export async function openBranches(
  served: Subject,
  { line }: Lines,
  books: Books,
  count: number,
): Promise<Branch[]> {
  const admin = line(served.admin);
  const care = await openCareDesk(admin, line(served.marketing));
  const branches = Array.from({ length: count }, (_, index) => ({
    ...branchOf(served, line, books, index),
    care,
  }));
  const waiting = [...branches];
  const open = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await furnish(next, admin, served.productId);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, open));
  await admin.send("POST", "/local/drain", 200);
  await admin.send("POST", "/reports/customer-value/runs", 202);
  for (const { service } of branches) await findCard(service);
  return branches;
}

function branchOf(served: Subject, line: Lines["line"], books: Books, index: number): Omit<Branch, "care"> {
  const of = <T>(people: readonly T[]): T => people[index % people.length]!;
  const { id: userId, token } = of(served.salespeople);
  const technician = of(served.technicians);
  const serviceManager = line(served.serviceManager);
  const [orders, arriving]: [StockDesk["orders"], StockDesk["arriving"]] = [[], []];
  const known = { deals: [], planned: [], known: [] };
  return {
    sales: {
      userId,
      line: line(token),
      manager: line(served.manager),
      served,
      books: books.sales,
      orders,
      ...known,
    },
    stock: { line: line(served.stock), served, orders, planned: [], arriving, serials: [] },
    service: {
      line: line(of(served.agents).token),
      technician: { id: technician.id, line: line(technician.token) },
      manager: serviceManager,
      customers: line(),
      links: served.links,
      books: books.service,
      cards: [],
      arriving,
      requests: [],
      complaints: [],
    },
    shop: {
      line: line(of(served.agents).token),
      manager: serviceManager,
      books: books.shop,
      members: [],
      guests: [],
    },
  };
}

async function furnish({ sales, stock, service, shop }: Branch, admin: Line, productId: string) {
  for (let made = 0; made < DEALS; made += 1) {
    const { customerId, customerName, phone } = await createDeal(sales);
    sales.known.push({ id: customerId, name: customerName, phone });
  }
  await planVisit(sales);
  await winDeal(sales);
  await createDeal(sales);
  await planDelivery(stock);
  await completeDelivery(stock);
  service.cards.push(...(await oldCards(admin, productId)));
  await receive(service);
  await complain(service);
  for (let made = 0; made < MEMBERS; made += 1) {
    const { id }: Json = await admin.send("POST", "/customers", 201, {
      name: fresh("陈晓东"),
      kind: "person",
    });
    shop.guests.push(id);
    await join(shop);
    await topUp(shop);
  }
  shop.guests.push(...sales.known.map(({ id }) => id));
}

/** Cards of a customer who has an e-mail address, from before the day: one whose warranty is over, and one that is void. */
async function oldCards(admin: Line, productId: string): Promise<Card[]> {
  const name = fresh("老客户");
  const email = `${name.replaceAll(/\D/g, "")}@served.example`;
  const customer: Json = await admin.send("POST", "/customers", 201, { name, email });
  const card = async (years: number): Promise<Json> =>
    admin.send("POST", "/service-cards", 201, {
      customerId: customer.id,
      productId,
      serialNumber: fresh("ALT").replaceAll(" ", "-"),
      deliveredOn: inDays(new Date(), -years * 366),
    });
  const known = ({ id, number, serialNumber }: Json, verdict: Card["verdict"]): Card => ({
    id,
    number,
    serialNumber,
    customerId: customer.id,
    verdict,
  });
  const [old, spoilt] = [await card(3), await card(1)];
  await admin.send("POST", `/service-cards/${spoilt.id}/void`, 200, { reason: "运行环境超出规格" });
  return [known(old, "expired"), known(spoilt, "void")];
}
