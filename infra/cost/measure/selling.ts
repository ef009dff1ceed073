import { type Action, plain } from "./action.ts";
import { type Answered, idIn } from "./client.ts";
import { address, type Desk, fresh, inMinutes, phone } from "./desk.ts";

const SOON = 5;
const DAY = 24 * 60;

const customer = () => ({
  name: fresh("苏州恒温设备有限公司"),
  phone: phone(),
  email: address(),
  region: "江苏",
  industry: "HVAC",
  source: "referral",
});

const deal = ({ productId, competitorId }: Desk) => ({
  name: fresh("恒温车间改造"),
  customer: customer(),
  lines: [{ productId, quantity: 2 }],
  competitors: [{ competitorId, threat: "medium" }],
  expectedCloseOn: "2027-03-31",
  source: "referral",
});

export const newCustomer = ({ seller }: Desk) => seller.post("/customers", customer());
const newDeal = (desk: Desk) => desk.seller.post("/opportunities", deal(desk));

export async function won(desk: Desk): Promise<Answered> {
  const { id } = await newDeal(desk);
  return desk.manager.post(`/opportunities/${id}/win`, {});
}

async function planned(desk: Desk, minutes: number): Promise<Answered> {
  const { id } = await newDeal(desk);
  return plan(desk, String(id), minutes);
}

const plan = (desk: Desk, id: string, minutes: number) =>
  desk.seller.post(`/opportunities/${id}/follow-ups`, {
    method: "visit",
    plannedAt: inMinutes(desk, minutes).toISOString(),
    content: "现场勘察，确认机组位置",
  });

/** An action on something that is made for it. */
function on(
  name: string,
  what: string,
  make: (desk: Desk) => Promise<Answered>,
  work: (desk: Desk, made: Answered) => Promise<unknown>,
): Action {
  return {
    name,
    what,
    async prepare(desk) {
      const made = await make(desk);
      return () => work(desk, made);
    },
  };
}

/** What sellers change. */
export const selling: readonly Action[] = [
  plain("customer.create", "a customer is taken in", newCustomer),
  on("contact.create", "a contact with a birthday", newCustomer, ({ seller }, { id }) =>
    seller.post(`/customers/${id}/contacts`, {
      name: fresh("沈建国"),
      post: "设备部经理",
      email: address("contact"),
      birthday: { calendar: "solar", month: 3, day: 14 },
      careMails: { consent: true },
    }),
  ),
  on("customer.update", "a field of a customer is changed", newCustomer, ({ seller }, { id }) =>
    seller.patch(`/customers/${id}`, { notes: fresh("下月扩建") }),
  ),
  plain("opportunity.create", "an opportunity together with its customer", newDeal),
  on("opportunity.update", "an opportunity moves on in the pipeline", newDeal, ({ seller }, { id }) =>
    seller.patch(`/opportunities/${id}`, { stage: "proposal", summary: fresh("已送样本") }),
  ),
  on("follow-up.plan", "a follow-up is planned, and scheduled", newDeal, (desk, made) =>
    plan(desk, idIn(made), 20 * DAY),
  ),
  on(
    "follow-up.due",
    "a follow-up comes due: the schedule fires, a task and a mail are made, the mail is sent and delivered",
    (desk) => planned(desk, SOON),
    (desk) => desk.cloud.moveClock(inMinutes(desk, SOON + 1)),
  ),
  on(
    "follow-up.complete",
    "a follow-up is completed",
    (desk) => planned(desk, 20 * DAY),
    ({ seller }, { id }) =>
      seller.post(`/follow-ups/${id}/complete`, {
        outcome: "客户认可方案",
        attitude: 4,
        noNextReason: "等待客户内部审批",
      }),
  ),
  plain("task.create", "a task is made, and its reminder scheduled", (desk) => newTask(desk)),
  on("task.complete", "a task is completed", newTask, ({ seller }, { id }) =>
    seller.post(`/tasks/${id}/complete`, { result: "已拜访，客户确认下月采购" }),
  ),
  on("activity.create", "a visit is recorded", newCustomer, (desk, { id: customerId }) =>
    desk.seller.post("/activities", {
      kind: "visit",
      happenedAt: desk.cloud.now().toISOString(),
      customerId,
      content: "参观机房，客户确认明年更新两台机组",
    }),
  ),
  on("opportunity.win", "a win with its order, commission and figures", newDeal, ({ manager }, { id }) =>
    manager.post(`/opportunities/${id}/win`, {}),
  ),
  on("opportunity.lose", "an opportunity is lost", newDeal, ({ seller, competitorId }, { id }) =>
    seller.post(`/opportunities/${id}/lose`, { reason: "price", lostTo: competitorId }),
  ),
  on("delivery", "a delivery is planned and done: two units get their service card", won, deliver),
];

function newTask(desk: Desk): Promise<Answered> {
  const dueAt = inMinutes(desk, 20 * DAY).toISOString();
  return desk.seller.post("/tasks", { title: fresh("回访客户"), priority: "high", dueAt });
}

async function deliver({ seller, productId }: Desk, { orderId }: Answered): Promise<void> {
  const { id } = await seller.post("/deliveries", { orderId, parts: [{ plannedOn: "2027-01-31" }] });
  const lines = [{ productId, quantity: 2, serialNumbers: [fresh("HP8-41"), fresh("HP8-42")] }];
  await seller.post(`/deliveries/${id}/parts/1/complete`, { receivedBy: "李工", lines });
}
