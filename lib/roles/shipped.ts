import type { Action, Grant, Resource } from "../access/grant.ts";
import { RESOURCES } from "../access/grant.ts";

/** A role as the product ships it. */
export interface ShippedRole {
  readonly key: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

type Scope = Grant["scope"];
const EVERYTHING: readonly Action[] = ["read", "create", "update", "assign", "approve", "delete", "export"];
const WORK: readonly Action[] = ["read", "create", "update"];
const MANAGE: readonly Action[] = ["read", "create", "update", "assign", "approve", "delete", "export"];

function on(resources: readonly Resource[], actions: readonly Action[], scope: Scope): Grant[] {
  return resources.map((resource) => ({ resource, actions: [...actions], scope }));
}

const CATALOGUE: readonly Resource[] = ["product", "partner", "competitor"];
const SALES: readonly Resource[] = ["customer", "opportunity", "follow-up", "task", "activity"];
const SERVICE: readonly Resource[] = [
  "delivery",
  "service-card",
  "service-request",
  "survey",
  "complaint",
  "knowledge-article",
];
const CARE: readonly Resource[] = [
  "template",
  "care-rule",
  "care-mail",
  "mail-recipient",
  "segment",
  "campaign",
];
const seeColleagues = on(["user", "department", "settings"], ["read"], "all");
const seeCatalogue = on(CATALOGUE, ["read"], "all");
const ownDesk = on(["task", "activity"], WORK, "own");

/** The roles every company starts with (DOMAIN §2); admins edit them and can restore the default. */
export const shippedRoles: readonly ShippedRole[] = [
  { key: "admin", name: "Administrator 管理员", grants: on(RESOURCES, EVERYTHING, "all") },
  {
    key: "sales-manager",
    name: "Sales manager 销售经理",
    grants: [
      ...seeColleagues,
      ...on(["user"], ["assign"], "department-and-below"),
      ...on(CATALOGUE, WORK, "all"),
      ...on(SALES, MANAGE, "department-and-below"),
      ...on(["order", "commission-entry", "report"], ["read", "export"], "department-and-below"),
      ...on(["delivery"], MANAGE, "department-and-below"),
      ...on(["service-card", "service-request", "complaint", "survey"], ["read"], "department-and-below"),
      ...on(["complaint"], ["create"], "own"),
      ...on(["membership", "care-mail"], ["read"], "department-and-below"),
      ...on(["knowledge-article", "segment", "campaign"], ["read"], "all"),
      ...on(["commission-plan"], ["read"], "all"),
      ...on(["import"], ["read", "create"], "own"),
    ],
  },
  {
    key: "salesperson",
    name: "Salesperson 销售",
    grants: [
      ...seeColleagues,
      ...seeCatalogue,
      ...on(SALES, WORK, "own"),
      ...on(["competitor"], ["create", "update"], "all"),
      ...on(["order", "commission-entry", "report"], ["read"], "own"),
      ...on(["delivery"], WORK, "own"),
      ...on(["service-card", "service-request", "survey"], ["read"], "own"),
      ...on(["complaint"], ["read", "create"], "own"),
      ...on(["membership", "care-mail"], ["read"], "own"),
      ...on(["knowledge-article"], ["read"], "all"),
    ],
  },
  {
    key: "service-manager",
    name: "Service manager 售后经理",
    grants: [
      ...seeColleagues,
      ...seeCatalogue,
      ...on(["customer", "order"], ["read"], "all"),
      ...on(["customer"], ["update"], "all"),
      ...on([...SERVICE, "membership"], EVERYTHING, "all"),
      ...on(["care-mail"], ["read"], "all"),
      ...on(["user"], ["assign"], "department-and-below"),
      ...on(["report"], ["read", "export"], "all"),
      ...on(["import"], ["read", "create"], "own"),
      ...on(["task", "activity"], MANAGE, "department-and-below"),
    ],
  },
  {
    key: "service-agent",
    name: "Service agent 客服",
    grants: [
      ...seeColleagues,
      ...seeCatalogue,
      ...on(["customer", "order"], ["read"], "all"),
      ...on(["customer"], ["update"], "all"),
      ...on(["delivery"], ["read"], "all"),
      ...on(["service-card", "knowledge-article"], WORK, "all"),
      ...on(["service-request", "complaint"], ["read", "create", "update", "assign"], "all"),
      ...on(["survey"], ["read", "update"], "all"),
      ...on(["membership"], WORK, "all"),
      ...on(["report"], ["read"], "own"),
      ...ownDesk,
    ],
  },
  {
    key: "technician",
    name: "Technician 技术员",
    grants: [
      ...seeColleagues,
      ...seeCatalogue,
      ...on(["customer", "service-card"], ["read"], "all"),
      ...on(["service-request"], ["read", "update"], "own"),
      ...on(["knowledge-article"], WORK, "all"),
      ...on(["report"], ["read"], "own"),
      ...ownDesk,
    ],
  },
  {
    key: "operations",
    name: "Operations 营运",
    grants: [
      ...seeColleagues,
      ...seeCatalogue,
      ...on(["customer", "opportunity", "order", "report"], ["read", "export"], "all"),
      ...on(["delivery"], WORK, "all"),
      ...on(["service-card", "service-request", "survey", "knowledge-article"], ["read"], "all"),
      ...on(["complaint", "membership"], WORK, "all"),
      ...ownDesk,
    ],
  },
  {
    key: "marketing",
    name: "Marketing 推广",
    grants: [
      ...seeColleagues,
      ...seeCatalogue,
      ...on(["customer"], ["read", "create", "export"], "all"),
      ...on(["opportunity", "report", "membership"], ["read"], "all"),
      ...on(CARE, EVERYTHING, "all"),
      ...on(["import"], ["read", "create"], "own"),
      ...ownDesk,
    ],
  },
  {
    key: "data-steward",
    name: "Data steward 资料中心",
    grants: [
      ...seeColleagues,
      ...on(CATALOGUE, EVERYTHING, "all"),
      ...on(["customer"], EVERYTHING, "all"),
      ...on(["opportunity"], ["read", "create", "update"], "all"),
      ...on(["import"], ["read", "create"], "all"),
      ...ownDesk,
    ],
  },
  {
    key: "finance",
    name: "Finance 财务",
    grants: [
      ...seeColleagues,
      ...seeCatalogue,
      ...on(["customer", "opportunity", "delivery"], ["read"], "all"),
      ...on(["order", "commission-entry", "report", "membership"], ["read", "export"], "all"),
      ...on(["commission-plan"], ["read", "create", "update", "approve"], "all"),
      ...ownDesk,
    ],
  },
  {
    key: "viewer",
    name: "Viewer 访客",
    grants: [
      ...seeColleagues,
      ...seeCatalogue,
      ...on(
        ["customer", "opportunity", "order", "report", "membership", ...SERVICE, ...CARE],
        ["read"],
        "all",
      ),
    ],
  },
];
