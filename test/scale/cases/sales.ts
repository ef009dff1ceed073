import { fresh, inDays } from "../../makers/deal.ts";
import { type Case, get, MONTH, PAGE, post } from "./case.ts";

export const salesCases: readonly Case[] = [
  ...get(({ opportunityId }) => `/opportunities/${opportunityId}`, "salesperson"),
  ...get(({ opportunityId }) => `/opportunities/${opportunityId}/follow-ups?${PAGE}`, "salesperson"),
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
  ...get(({ ownerId }) => `/tasks?${PAGE}&handlerId=${ownerId}`, "manager"),
  ...get(`/activities?${PAGE}`, "salesperson", "admin"),
  ...get(({ customerId }) => `/activities?${PAGE}&customerId=${customerId}`, "salesperson"),
  ...get(({ opportunityId }) => `/activities?${PAGE}&opportunityId=${opportunityId}`, "salesperson"),
];

export const salesCommands: readonly Case[] = [
  {
    ...post(
      () => "/opportunities",
      "salesperson",
      (_, { productId }) => ({
        name: fresh("恒温车间"),
        customer: { name: fresh("苏州精密") },
        lines: [{ productId, quantity: 2 }],
      }),
    ),
    name: "POST /opportunities with its customer, salesperson",
  },
  {
    name: "PATCH /opportunities/{id}, salesperson",
    as: "salesperson",
    method: "PATCH",
    path: ({ opportunityId }) => `/opportunities/${opportunityId}`,
    body: (_, __, turn) => ({ summary: `第${turn}次沟通` }),
  },
  post(
    ({ opportunityId }) => `/opportunities/${opportunityId}/follow-ups`,
    "salesperson",
    () => ({ method: "phone", plannedAt: `${inDays(new Date(), 9)}T02:00:00Z`, content: "回访" }),
  ),
  post(
    ({ followUpId }) => `/follow-ups/${followUpId}/complete`,
    "salesperson",
    () => ({ outcome: "客户认可", noNextReason: "等待审批" }),
  ),
  post(
    ({ opportunityId }) => `/opportunities/${opportunityId}/win`,
    "manager",
    () => ({}),
  ),
];
