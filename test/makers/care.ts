import { lambdas } from "../../functions/manifest.ts";
import { lunarDateOf } from "../../lib/time/lunar-date.ts";
import { addDays, dateIn, instantIn } from "../../lib/time/zone.ts";
import type { Client, Json } from "./client.ts";
import { created, fresh } from "./deal.ts";
import type { Product } from "./product.ts";

const ZONE = "Asia/Shanghai";

/** Mails that wait are looked at every hour instead of every few minutes: the clock stops at every time that they are. */
export const mailsEveryHour = lambdas.map((lambda) =>
  lambda.name === "sweep-mails"
    ? { ...lambda, trigger: { kind: "cron" as const, expression: "cron(5 * * * ? *)" } }
    : lambda,
);

/** The calendar date some days from today, in the company's zone. */
export const dayIn = ({ now }: Pick<Product, "now">, days: number) => addDays(dateIn(now(), ZONE), days);

/** An instant of such a day. */
export const timeIn = (product: Pick<Product, "now">, days: number, time: string) =>
  instantIn(dayIn(product, days), time, ZONE);

/** The solar birthday of whoever has theirs on a date. */
export const solarBirthday = (date: string) => ({
  calendar: "solar",
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8)),
});

/** The lunar one. */
export function lunarBirthday(date: string) {
  const { month, day, leap } = lunarDateOf(date);
  return { calendar: "lunar", month, day, ...(leap && { leapMonth: true }) };
}

let people = 0;

/** An address that nobody else has. */
export const address = () => `person-${++people}-${Math.random().toString(36).slice(2)}@example.com`;

/** A company with one contact who consents, unless told otherwise. */
export async function cared(client: Client, contact: Json = {}, customer: Json = {}) {
  const made = await created(client, "/customers", { name: fresh("关怀公司"), ...customer });
  const email = address();
  const usual = { name: fresh("沈建国"), email, careMails: { consent: true } };
  const person = await created(client, `/customers/${made.id}/contacts`, { ...usual, ...contact });
  return { customer: made, contact: person, email };
}

/** A shipped rule by its name. */
export async function shippedRule(client: Client, name: string): Promise<Json> {
  const { items } = (await client.get("/care-rules")).body;
  return items.find(({ shipped }: Json) => shipped === name);
}

/** Switches a shipped rule on. */
export async function switchedOn(client: Client, name: string, change: Json = {}): Promise<Json> {
  const { id } = await shippedRule(client, name);
  if (Object.keys(change).length > 0) await client.patch(`/care-rules/${id}`, change);
  const { status, body } = await client.post(`/care-rules/${id}/switch-on`, {});
  if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** The mails that went to an address. */
export async function mailsTo(product: Product, email: string) {
  return (await product.mails()).filter(({ destination }) => destination.to.some((to) => to.includes(email)));
}
