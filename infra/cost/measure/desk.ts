import * as z from "zod";
import { commit } from "../../../lib/table/commit.ts";
import { firstAdmin } from "../../../lib/users/first-admin.ts";
import type { LocalCloud } from "../../local/cloud.ts";
import { type Caller, callerOf, idIn, type Traffic } from "./client.ts";

/** A small company at work: who asks, and what they have. */
export interface Desk {
  readonly cloud: LocalCloud;
  readonly traffic: Traffic;
  readonly admin: Caller;
  readonly manager: Caller;
  readonly seller: Caller;
  readonly agent: Caller;
  readonly technician: Caller;
  readonly technicianId: string;
  readonly marketer: Caller;
  /** Somebody without a login. */
  readonly anybody: Caller;
  readonly productId: string;
  readonly competitorId: string;
  /** Runs a function by its name, as the clock does. */
  readonly run: (name: string) => Promise<unknown>;
}

let made = 0;

/** A name that nothing else has. */
export function fresh(name: string): string {
  made += 1;
  return `${name} ${made}`;
}

/** An address that nobody else has; mails to it are delivered, and SES says so. */
export function address(who = "customer"): string {
  made += 1;
  return `success+${who}-${made}@simulator.amazonses.com`;
}

/** A phone number that nobody else has. */
export function phone(): string {
  made += 1;
  return `+86138${String(10_000_000 + made)}`;
}

export const yuan = (amount: number) => ({ amount: amount * 100, currency: "CNY" });

/** An instant so many minutes from now, on a whole minute. */
export function inMinutes({ cloud }: Pick<Desk, "cloud">, minutes: number): Date {
  return new Date((Math.ceil(cloud.now().getTime() / 60_000) + minutes) * 60_000);
}

const careRules = z.object({ items: z.array(z.object({ id: z.string(), shipped: z.string().optional() })) });

/** Founds the company over HTTP: two departments with their people, a product, a rival, a commission plan, birthday greetings. */
export async function found(cloud: LocalCloud, run: Desk["run"]): Promise<Desk> {
  const traffic: Traffic = { requests: 0, answerBytes: 0 };
  const as = async (userId: string, email: string) =>
    callerOf(cloud.url, await cloud.issueToken({ userId, email }), traffic);
  const email = address("admin");
  const { id } = await commit(await firstAdmin({ name: "林管理", email }, cloud.now()));
  const admin = await as(id, email);
  const department = async (name: string) => idIn(await admin.post("/departments", { name }));
  const [sales, service] = await Promise.all([department("销售部"), department("客服部")]);
  const hire = async (name: string, role: string, departmentId: string) => {
    const person = { name, email: address(role), roles: [role], departmentId };
    const hired = idIn(await admin.post("/users", person));
    return { id: hired, caller: await as(hired, person.email) };
  };
  const [manager, seller, agent, technician, marketer, finance] = await Promise.all([
    hire("周经理", "sales-manager", sales),
    hire("陈销售", "salesperson", sales),
    hire("赵客服", "service-agent", service),
    hire("马师傅", "technician", service),
    hire("何推广", "marketing", sales),
    hire("吴财务", "finance", service),
  ]);
  await admin.patch(`/departments/${sales}`, { headId: manager.id });
  const product = { name: "空气源热泵 GTX", category: "热泵", unitPrice: yuan(8_600), warrantyMonths: 24 };
  const rate = { kind: "percent", basisPoints: 500 };
  const plan = { name: "销售提成", firstMonth: "2024-01", rules: [{ name: "5 %", rate }] };
  const [goods, rival] = await Promise.all([
    admin.post("/products", product),
    admin.post("/competitors", { name: "北方暖通" }),
    finance.caller.post("/commission-plans", plan),
  ]);
  const { items } = careRules.parse(JSON.parse(await admin.get("/care-rules")));
  const birthdays = items.find(({ shipped }) => shipped === "birthday")?.id;
  await admin.post(`/care-rules/${birthdays}/switch-on`, {});
  return {
    cloud,
    traffic,
    run,
    admin,
    manager: manager.caller,
    seller: seller.caller,
    agent: agent.caller,
    technician: technician.caller,
    technicianId: technician.id,
    marketer: marketer.caller,
    anybody: callerOf(cloud.url, undefined, traffic),
    productId: idIn(goods),
    competitorId: idIn(rival),
  };
}
