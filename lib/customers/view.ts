import type { IndexKeys } from "../table/entity.ts";

/**
 * Everything about a customer shares one partition that is read backwards: profile, purchases, contacts, opportunities
 * (executing first), orders, deliveries, service cards, service requests and complaints (open ones first), follow-ups
 * (planned ones first), activities, tasks (open ones first), care mails, then the timeline, newest first. So the 360° overview is one query (DOMAIN §3).
 */
const GROUPS = {
  customer: "9",
  purchases: "8#purchases",
  value: "8#class",
  contact: "8#contact",
  membership: "8#membership",
  opportunity: "7#opportunity",
  order: "6#order",
  delivery: "6#delivery",
  "service-card": "6#card",
  "service-request": "5#request",
  complaint: "5#complaint",
  survey: "4#survey",
  "follow-up": "5#follow-up",
  activity: "4#activity",
  task: "3#task",
  "care-mail": "3#care",
  "campaign-mail": "4#campaign",
} as const;
export type Group = keyof typeof GROUPS;

/** Index attributes that put a record into a customer's view; `rank` orders within the group, higher first. */
export function inCustomerView(
  customerId: string,
  group: Group,
  rank = "",
): Required<Pick<IndexKeys, "customerPk" | "customerSk">> {
  return { customerPk: customerId, customerSk: `${GROUPS[group]}#${rank}` };
}

/** Sort-key prefix of one group of a customer's view. */
export function groupPrefix(group: Group): string {
  return `${GROUPS[group]}#`;
}

const prefixes = Object.entries(GROUPS)
  .filter(([group]) => group !== "customer" && group !== "purchases")
  .map(([, prefix]) => `${prefix}#`)
  .sort();

/** Sort keys between which everything lies that belongs to a customer; its contacts lie among it. */
export const childrenOf = [prefixes[0] ?? "", `${prefixes.at(-1)}~`] as const;
