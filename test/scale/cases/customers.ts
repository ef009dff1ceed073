import { fresh } from "../../makers/deal.ts";
import { type Case, get, PAGE, post } from "./case.ts";

const enc = encodeURIComponent;

export const customerCases: readonly Case[] = [
  ...get("/me", "salesperson"),
  ...get(({ customerId }) => `/customers/${customerId}`, "salesperson", "agent", "admin"),
  ...get(({ customerId }) => `/customers/${customerId}/overview`, "salesperson", "agent"),
  ...get(({ customerId }) => `/customers/${customerId}/timeline?${PAGE}`, "salesperson", "agent"),
  ...get(({ customerId }) => `/customers/${customerId}/contacts`, "salesperson"),
  ...get(({ customerId }) => `/customers/${customerId}/value`, "salesperson", "marketing"),
  ...get(({ customerId }) => `/customers/${customerId}/purchases?${PAGE}`, "salesperson", "marketing"),
  ...get(`/customers?${PAGE}`, "salesperson", "manager", "admin"),
  ...get(`/customers?${PAGE}&type=intended`, "salesperson", "admin"),
  ...get(({ ownerId }) => `/customers?${PAGE}&ownerId=${ownerId}`, "admin"),
  ...get(({ name }) => `/customers?${PAGE}&name=${enc(name.slice(0, 2))}`, "salesperson", "manager", "admin"),
  ...get(({ number }) => `/customers?${PAGE}&number=${number}`, "admin"),
  ...get(({ phone }) => `/customers?${PAGE}&phone=${enc(phone)}`, "admin"),
];

export const customerCommands: readonly Case[] = [
  post(
    () => "/customers",
    "salesperson",
    () => ({ name: fresh("苏州恒温设备"), region: "江苏" }),
  ),
];
