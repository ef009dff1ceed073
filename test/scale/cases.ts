import { fresh, inDays } from "../makers/deal.ts";
import type { Sample } from "./fill.ts";
import type { Subject } from "./serve.ts";

/** Who asks: the sample's owner, the head of all departments, somebody who sees everything. */
type Caller = "salesperson" | "manager" | "admin" | "finance";

/** A request whose time and cost may not depend on how many customers there are. */
export interface Case {
  readonly name: string;
  readonly as: Caller;
  readonly method: "GET" | "POST" | "PATCH";
  readonly path: (sample: Sample, subject: Subject) => string;
  /** Why it is known to cost more with more customers: it is reported, and does not fail the run. */
  readonly grows?: string;
  readonly body?: (sample: Sample, subject: Subject, turn: number) => unknown;
}

/**
 * Pages are small, so that the smallest size fills them too: else a larger one would read more for that reason alone. With a
 * filter eight times as many are read.
 */
const PAGE = "limit=1";

/** A month that is over: what the current one holds depends on the day. */
const MONTH = `month=${inDays(new Date(), -new Date().getDate() - 1).slice(0, 7)}`;

function get(path: string | Case["path"], ...callers: readonly Caller[]): Case[] {
  const at = typeof path === "string" ? () => path : path;
  return callers.map((as) => ({ name: `GET ${titleOf(at)}, ${as}`, as, method: "GET", path: at }));
}

/** A path with names in the place of its values. */
function titleOf(path: Case["path"]): string {
  const sample = {
    customerId: "{id}",
    name: "苏州",
    number: "{number}",
    phone: "{phone}",
    opportunityId: "{id}",
    opportunityNumber: "{number}",
    followUpId: "{id}",
    owner: 0,
  };
  const title = decodeURIComponent(path(sample, { salespeople: [{ id: "{id}" }] } as never));
  return title
    .replace(/[?&]month=[\d-]+/, "")
    .replace(/\?limit=1$/, "")
    .replace("limit=1&", "");
}

const enc = encodeURIComponent;

const records: Case[] = [
  ...get("/me", "salesperson"),
  ...get(({ customerId }) => `/customers/${customerId}`, "salesperson", "admin"),
  ...get(({ customerId }) => `/customers/${customerId}/overview`, "salesperson"),
  ...get(({ customerId }) => `/customers/${customerId}/timeline?${PAGE}`, "salesperson"),
  ...get(({ customerId }) => `/customers/${customerId}/contacts`, "salesperson"),
  ...get(({ opportunityId }) => `/opportunities/${opportunityId}`, "salesperson"),
  ...get(({ opportunityId }) => `/opportunities/${opportunityId}/follow-ups?${PAGE}`, "salesperson"),
];

const lists: Case[] = [
  ...get(`/customers?${PAGE}`, "salesperson", "manager", "admin"),
  ...get(`/customers?${PAGE}&type=intended`, "salesperson", "admin"),
  ...get(({ owner }, { salespeople }) => `/customers?${PAGE}&ownerId=${salespeople[owner]!.id}`, "admin"),
  ...get(({ name }) => `/customers?${PAGE}&name=${enc(name.slice(0, 2))}`, "salesperson", "manager", "admin"),
  ...get(({ number }) => `/customers?${PAGE}&number=${number}`, "admin"),
  ...get(({ phone }) => `/customers?${PAGE}&phone=${enc(phone)}`, "admin"),
  ...get(`/opportunities?${PAGE}`, "salesperson", "manager", "admin"),
  ...get(`/opportunities?${PAGE}&status=executing`, "salesperson", "manager", "admin"),
  ...get(({ customerId }) => `/opportunities?${PAGE}&customerId=${customerId}`, "admin"),
  ...get(({ opportunityNumber }) => `/opportunities?${PAGE}&number=${opportunityNumber}`, "admin"),
  ...get(`/orders?${PAGE}`, "salesperson", "admin"),
  ...get(({ customerId }) => `/orders?${PAGE}&customerId=${customerId}`, "admin"),
  ...get(`/commission-entries?${PAGE}&${MONTH}`, "salesperson", "manager", "finance"),
  ...get(`/follow-ups?${PAGE}`, "salesperson", "manager", "admin"),
  ...get(`/me/tasks?${PAGE}`, "salesperson"),
  ...get(`/tasks?${PAGE}&status=open`, "salesperson", "manager"),
  ...get(({ customerId }) => `/tasks?${PAGE}&customerId=${customerId}`, "salesperson"),
  ...get(({ opportunityId }) => `/tasks?${PAGE}&opportunityId=${opportunityId}`, "salesperson"),
  ...get(({ owner }, { salespeople }) => `/tasks?${PAGE}&handlerId=${salespeople[owner]!.id}`, "manager"),
  ...get(`/activities?${PAGE}`, "salesperson", "admin"),
  ...get(({ customerId }) => `/activities?${PAGE}&customerId=${customerId}`, "salesperson"),
  ...get(({ opportunityId }) => `/activities?${PAGE}&opportunityId=${opportunityId}`, "salesperson"),
];

const reports: Case[] = [
  ...get(`/reports/commission?groupBy=salesperson&${MONTH}`, "manager", "finance"),
  ...get(`/reports/performance?groupBy=company&${MONTH}`, "manager", "admin"),
  ...get(`/reports/performance?groupBy=department&${MONTH}`, "admin"),
  ...get(`/reports/product-sales?${MONTH}`, "salesperson", "manager", "admin"),
  ...get("/reports/forecast", "manager", "admin"),
  ...get(`/reports/win-loss?${MONTH}`, "salesperson", "manager", "admin"),
  ...get(`/reports/stalled?${PAGE}`, "salesperson", "manager", "admin"),
  ...get(`/reports/entries?${PAGE}&ledger=sales&${MONTH}`, "manager", "admin"),
  ...get(`/reports/entries?${PAGE}&ledger=products&${MONTH}`, "manager", "admin"),
  ...["sales", "products"].flatMap((ledger) =>
    get(`/reports/entries?${PAGE}&ledger=${ledger}&${MONTH}`, "salesperson").map((wanted) => ({
      ...wanted,
      grows: "reads the month's entries from its beginning until the caller's own come",
    })),
  ),
];

const commands: Case[] = [
  {
    name: "POST /customers, salesperson",
    as: "salesperson",
    method: "POST",
    path: () => "/customers",
    body: () => ({ name: fresh("苏州恒温设备"), region: "江苏" }),
  },
  {
    name: "POST /opportunities with its customer, salesperson",
    as: "salesperson",
    method: "POST",
    path: () => "/opportunities",
    body: (_, { productId }) => ({
      name: fresh("恒温车间"),
      customer: { name: fresh("苏州精密") },
      lines: [{ productId, quantity: 2 }],
    }),
  },
  {
    name: "PATCH /opportunities/{id}, salesperson",
    as: "salesperson",
    method: "PATCH",
    path: ({ opportunityId }) => `/opportunities/${opportunityId}`,
    body: (_, __, turn) => ({ summary: `第${turn}次沟通` }),
  },
  {
    name: "POST /opportunities/{id}/follow-ups, salesperson",
    as: "salesperson",
    method: "POST",
    path: ({ opportunityId }) => `/opportunities/${opportunityId}/follow-ups`,
    body: () => ({ method: "phone", plannedAt: `${inDays(new Date(), 9)}T02:00:00Z`, content: "回访" }),
  },
  {
    name: "POST /follow-ups/{id}/complete, salesperson",
    as: "salesperson",
    method: "POST",
    path: ({ followUpId }) => `/follow-ups/${followUpId}/complete`,
    body: () => ({ outcome: "客户认可", noNextReason: "等待审批" }),
  },
  {
    name: "POST /opportunities/{id}/win, manager",
    as: "manager",
    method: "POST",
    path: ({ opportunityId }) => `/opportunities/${opportunityId}/win`,
    body: () => ({}),
  },
];

/** Every main route and report. The commands come last, since they change what the others read. */
export const CASES: readonly Case[] = [...records, ...lists, ...reports, ...commands];
