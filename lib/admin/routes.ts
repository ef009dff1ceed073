import { defineRoutes } from "../http/route.ts";
import { reconciliation, reconciling } from "./reconcile.ts";
import { renewal, renewing } from "./renew.ts";

export const adminRoutes = defineRoutes({
  reconcile: {
    id: "admin.reconcile",
    method: "POST",
    path: "/admin/reconcile",
    summary: "Prove that every total equals its ledger, or repair it; differences are reported",
    access: { resource: "admin", action: "update" },
    body: reconciling,
    response: reconciliation,
    budget: {
      calls: 100_000,
      because: "it reads every entry of the months asked for, and every total made of them",
    },
    example: {
      body: { months: ["2026-12"], repair: true },
      response: {
        checked: 12,
        drifts: [
          {
            ledger: "sales",
            level: "salesperson",
            dimensions: {
              month: "2026-12",
              department: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X",
              salesperson: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X",
            },
            difference: { wonAmount: 100 },
            repaired: true,
          },
        ],
      },
    },
  },
  renew: {
    id: "admin.renew",
    method: "POST",
    path: "/admin/renew",
    summary:
      "After an upgrade: bring records of the release before up to what this one keeps of them, page by page",
    access: { resource: "admin", action: "update" },
    body: renewing,
    response: renewal,
    budget: {
      calls: 100_000,
      because: "it reads as many records as it is asked for, and of each what is kept beside it",
    },
    problems: ["invalid-cursor"],
    example: {
      body: { limit: 200 },
      response: { looked: 200, renewed: 38, nextCursor: "YWxsI2NvbnRhY3QjMjAyNg.9zqDb0rX5yWQfT1lB2vKcA" },
    },
  },
});
