import { type Action, plain } from "./action.ts";
import { type Answered, idIn } from "./client.ts";
import { type Desk, fresh, phone } from "./desk.ts";
import { newCustomer, won } from "./selling.ts";

const PAGE = 20;

/** Lists are read when they are a page long. */
export async function fillLists(desk: Desk): Promise<void> {
  for (let made = 0; made < PAGE; made += 1) {
    const deal = await won(desk);
    await desk.agent.post("/service-requests", {
      type: "repair",
      channel: "phone",
      customerId: deal.customerId,
      subject: fresh("热泵不制热"),
    });
    await desk.seller.post("/opportunities", {
      name: fresh("恒温车间改造"),
      customerId: deal.customerId,
      lines: [{ productId: desk.productId, quantity: 1 }],
      followUp: {
        method: "phone",
        plannedAt: new Date(desk.cloud.now().getTime() + 20 * 86_400_000).toISOString(),
        content: "确认样本",
      },
    });
    await desk.seller.post("/tasks", {
      title: fresh("回访客户"),
      dueAt: new Date(desk.cloud.now().getTime() + 20 * 86_400_000).toISOString(),
    });
  }
}

/** Reads one of what was made for it. */
function one(
  name: string,
  what: string,
  make: (desk: Desk) => Promise<Answered>,
  path: (made: Answered) => string,
): Action {
  return {
    name,
    what,
    async prepare(desk) {
      const made = await make(desk);
      return () => desk.admin.get(path(made));
    },
  };
}

const request = ({ agent }: Desk) =>
  agent.post("/service-requests", { type: "repair", channel: "phone", subject: fresh("热泵不制热") });

async function member(desk: Desk): Promise<Answered> {
  const { id: customerId } = await newCustomer(desk);
  return desk.agent.post("/memberships", { customerId });
}

async function called(desk: Desk): Promise<Answered> {
  const number = phone();
  const { id } = await desk.seller.post("/customers", { name: fresh("恒温设备"), phone: number });
  await desk.admin.post("/service-cards", {
    customerId: id,
    productId: desk.productId,
    serialNumber: fresh("HP9").replace(" ", "-"),
    deliveredOn: "2026-10-01",
  });
  return { number };
}

/** What people look at. */
export const reading: readonly Action[] = [
  plain("me.read", "a front end begins", ({ seller }) => seller.get("/me")),
  plain("customer.list", "a page of customers", ({ seller }) => seller.get(`/customers?limit=${PAGE}`)),
  one("customer.read", "a customer", newCustomer, ({ id }) => `/customers/${id}`),
  one(
    "customer.find",
    "a customer by name",
    newCustomer,
    ({ name }) => `/customers?name=${encodeURIComponent(String(name))}`,
  ),
  one(
    "customer.overview",
    "a customer's overview",
    won,
    ({ customerId }) => `/customers/${customerId}/overview`,
  ),
  plain("opportunity.list", "a page of opportunities", ({ seller }) =>
    seller.get(`/opportunities?limit=${PAGE}&status=executing`),
  ),
  one("opportunity.read", "an opportunity", won, ({ id }) => `/opportunities/${id}`),
  plain("me.tasks", "a page of one's tasks", ({ seller }) => seller.get(`/me/tasks?limit=${PAGE}`)),
  plain("follow-up.list", "a page of follow-ups", ({ seller }) => seller.get(`/follow-ups?limit=${PAGE}`)),
  plain("product.list", "the catalogue", ({ seller }) => seller.get(`/products?limit=${PAGE}`)),
  plain("service-request.list", "a page of service requests", ({ agent }) =>
    agent.get(`/service-requests?limit=${PAGE}`),
  ),
  one("service-request.read", "a service request", request, (made) => `/service-requests/${idIn(made)}`),
  one(
    "service-card.find",
    "the service card of a caller",
    called,
    ({ number }) => `/service-cards?phone=${encodeURIComponent(String(number))}`,
  ),
  one("membership.read", "a member's balances", member, ({ customerId }) => `/memberships/${customerId}`),
  ...["performance", "commission", "forecast", "win-loss"].map((report) =>
    plain(`report.${report}`, "a report of the month", ({ manager }) => manager.get(`/reports/${report}`)),
  ),
];
