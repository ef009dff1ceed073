import { yuan } from "../../makers/deal.ts";
import { type Case, get, PAGE, post } from "./case.ts";

const enc = encodeURIComponent;

export const memberCases: readonly Case[] = [
  ...get(({ customerId }) => `/memberships/${customerId}`, "agent", "salesperson"),
  ...get(({ customerId }) => `/memberships/${customerId}/entries?${PAGE}&ledger=stored-value`, "agent"),
  ...get(({ customerId }) => `/memberships/${customerId}/entries?${PAGE}&ledger=points`, "agent"),
  ...get(({ customerId, spendId }) => `/memberships/${customerId}/movements/${spendId}`, "agent"),
  ...get(`/memberships?${PAGE}`, "agent", "salesperson", "manager"),
  ...get(`/memberships?${PAGE}&tier=regular`, "agent", "salesperson", "manager"),
  ...get(({ memberNumber }) => `/memberships?${PAGE}&number=${memberNumber}`, "agent"),
  ...get(({ phone }) => `/memberships?${PAGE}&phone=${enc(phone)}`, "agent"),
];

export const memberCommands: readonly Case[] = [
  post(
    ({ customerId }) => `/memberships/${customerId}/refunds`,
    "agent",
    ({ spendId }) => ({ spendId }),
  ),
  post(
    ({ customerId }) => `/memberships/${customerId}/top-ups`,
    "agent",
    () => ({ amount: yuan(500) }),
  ),
  post(
    ({ customerId }) => `/memberships/${customerId}/spends`,
    "agent",
    () => ({ amount: yuan(100), pay: { storedValue: yuan(20) } }),
  ),
].map((command) => ({ ...command, keyed: true as const }));
