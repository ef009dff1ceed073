import type { Action } from "./action.ts";
import { type Answered, idIn } from "./client.ts";
import { type Desk, fresh, yuan } from "./desk.ts";
import { newCustomer } from "./selling.ts";

/** From the call to the mail that asks how it was. What one step causes is over when the next is made: people take time. */
async function serve(
  { agent, technician, technicianId, cloud }: Desk,
  customer: Answered,
): Promise<Answered> {
  const { id } = await agent.post("/service-requests", {
    type: "repair",
    channel: "phone",
    customerId: idIn(customer),
    faultCategory: "no-output",
    subject: fresh("热泵不制热"),
    content: "昨晚起出水温度只有 20 度，面板显示 E4",
  });
  await cloud.drain();
  await agent.post(`/service-requests/${id}/assign`, { technicianId });
  await cloud.drain();
  await technician.post(`/service-requests/${id}/start`);
  await cloud.drain();
  return technician.post(`/service-requests/${id}/resolve`, { resolution: "四通阀卡死，已更换" });
}

async function asked(desk: Desk): Promise<string> {
  const customer = await newCustomer(desk);
  await serve(desk, customer);
  await desk.cloud.drain();
  const address = idIn(customer, "email");
  const mail = desk.cloud
    .mails()
    .find(({ destination }) => destination.to.some((to) => to.includes(address)));
  const [link] = /\/rate\/[\w.-]+/.exec(mail?.body.text ?? "") ?? [];
  if (link === undefined) throw new Error("the customer was not asked how the service was");
  return link;
}

async function member(desk: Desk): Promise<string> {
  const { id } = await newCustomer(desk);
  await desk.agent.post("/memberships", { customerId: id });
  await desk.agent.post(`/memberships/${id}/spends`, { amount: yuan(1_000), reference: fresh("POS") });
  return String(id);
}

/** A movement of a member's balances. */
function move(name: string, what: string, verb: string, body: () => object): Action {
  return {
    name,
    what,
    async prepare(desk) {
      const customerId = await member(desk);
      return () => desk.agent.post(`/memberships/${customerId}/${verb}`, body());
    },
  };
}

/** What those who serve do, and customers with them. */
export const serving: readonly Action[] = [
  {
    name: "service-request",
    what: "a call from its begin to its solution, with its targets' schedules and the mail that asks how it was",
    async prepare(desk) {
      const customer = await newCustomer(desk);
      return () => serve(desk, customer);
    },
  },
  {
    name: "survey.answer",
    what: "a customer opens the page and rates; the request is closed",
    async prepare(desk) {
      const link = await asked(desk);
      return async () => {
        await desk.anybody.get(link);
        await desk.anybody.form(link, "score=5&comment=%E8%B0%A2%E8%B0%A2");
      };
    },
  },
  {
    name: "complaint",
    what: "a complaint is taken in and closed",
    async prepare(desk) {
      const { id: customerId } = await newCustomer(desk);
      return async () => {
        const taken = { customerId, content: "安装后第二天就漏水", severity: "high", channel: "phone" };
        const { id } = await desk.agent.post("/complaints", taken);
        await desk.cloud.drain();
        const settled = { correctiveAction: "当天上门更换密封圈", cause: "installation" };
        await desk.agent.post(`/complaints/${id}/close`, settled);
      };
    },
  },
  {
    name: "membership.join",
    what: "a customer becomes a member",
    async prepare(desk) {
      const { id: customerId } = await newCustomer(desk);
      return () => desk.agent.post("/memberships", { customerId });
    },
  },
  move("membership.spend", "a member pays in a shop", "spends", () => ({
    amount: yuan(300),
    reference: fresh("POS"),
  })),
  move("membership.top-up", "a member tops up", "top-ups", () => ({
    amount: yuan(1_000),
    reference: fresh("PAY"),
  })),
  move("membership.redeem", "a member redeems points", "point-redemptions", () => ({
    points: 200,
    for: "保温杯一只",
  })),
];
