// A company that works with an earlier release: made by that release's own command and API, and remembered as its
// people saw it. `npm run test:deployed` runs this before it deploys this release over the other one.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { command } from "../../infra/ministack/command.ts";
import { type Client, clientOf, type Json } from "../makers/client.ts";
import { created, inDays, yuan } from "../makers/deal.ts";
import { deployment } from "./deployment.ts";
import { openInbox } from "./inbox.ts";
import { signIn } from "./sign-in.ts";
import { drained } from "./stage.ts";

const { EARLIER_RELEASE: release = "", EARLIER_COMPANY: memory = "" } = process.env;
const { stage, publicUrl, tableName } = deployment();
const now = new Date();
const today = inDays(now, 0);
const month = today.slice(0, 7);
const tomorrow = new Date(now.getTime() + 86_400_000).toISOString();
const inbox = await openInbox();

async function answered(answer: Promise<{ status: number; body: Json }>): Promise<Json> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

/** The first administrator, by the command that whoever deploys a company uses. */
async function founder() {
  const email = "lin@example.cn";
  const options = ["--email", email, "--name", "林管理", "--table", tableName];
  const said = await command(process.execPath, [join(release, "infra/first-admin.ts"), ...options]);
  const id = /usr_\w+/.exec(said)?.[0] ?? "";
  await drained();
  return { id, email, token: await signIn({ userId: id, email }) };
}

async function employ(admin: Client, name: string, email: string, role: string, departmentId: string) {
  const { id } = await created(admin, "/users", { name, email, roles: [role], departmentId });
  await drained();
  return { id, email, token: await signIn({ userId: id, email }) };
}

const founding = await founder();
const admin = clientOf(publicUrl, founding.token);
const { id: sales } = await created(admin, "/departments", { name: "销售部" });
const { id: workshop } = await created(admin, "/departments", { name: "维修部" });
const people = {
  admin: founding,
  manager: await employ(admin, "周经理", "zhou@example.cn", "sales-manager", sales),
  salesperson: await employ(admin, "陈销售", "chen@example.cn", "salesperson", sales),
  technician: await employ(admin, "马师傅", "ma@example.cn", "technician", workshop),
  agent: await employ(admin, "赵客服", "zhao@example.cn", "service-agent", workshop),
};
const [manager, seller, technician, agent] = [
  people.manager,
  people.salesperson,
  people.technician,
  people.agent,
].map(({ token }) => clientOf(publicUrl, token)) as [Client, Client, Client, Client];

// Settings that this release knows more of than that one.
const { value: numbering } = await answered(admin.get("/settings/numbering"));
await answered(admin.put("/settings/numbering", { ...numbering, customer: "K{YY}-{seq:4}" }));
const { value: satisfaction } = await answered(admin.get("/settings/satisfaction"));
await answered(admin.put("/settings/satisfaction", { ...satisfaction, answerWithinDays: 20 }));
await created(admin, "/commission-plans", {
  name: "提成方案",
  firstMonth: "2024-01",
  rules: [{ name: "百分之五", rate: { kind: "percent", basisPoints: 500 } }],
});
const pump = await created(admin, "/products", {
  name: "热泵机组",
  unitPrice: yuan(8_600),
  warrantyMonths: 24,
});

const customer = await created(seller, "/customers", { name: "恒温设备", phone: "+8651288886666" });
const birthday = { calendar: "solar", month: Number(today.slice(5, 7)), day: Number(today.slice(8)) };
const contact = await created(seller, `/customers/${customer.id}/contacts`, {
  name: "沈建国",
  email: "shen@example.com",
  birthday,
  careMails: { consent: true },
});
const person = await created(seller, "/customers", {
  name: "张三",
  kind: "person",
  email: "zhangsan@example.com",
});

const open = await created(seller, "/opportunities", {
  name: "车间恒温",
  customerId: customer.id,
  amount: yuan(50_000),
  expectedCloseOn: inDays(now, 20),
  campaignId: "春季展会",
});
const followUp = await created(seller, `/opportunities/${open.id}/follow-ups`, {
  method: "phone",
  content: "确认样本是否收到",
  plannedAt: tomorrow,
});
const task = await created(seller, "/tasks", { title: "整理报价", remindAt: tomorrow });
const idempotent = { path: "/customers", body: { name: "只建一次" }, key: "earlier-release-0001" };
const once = await answered(
  seller.post(idempotent.path, idempotent.body, { "idempotency-key": idempotent.key }),
);

/** A deal of some pumps that was won. */
async function won(quantity: number): Promise<Json> {
  const deal = await created(seller, "/opportunities", {
    name: `热泵 ${quantity} 台`,
    customerId: customer.id,
    lines: [{ productId: pump.id, quantity }],
  });
  return answered(manager.post(`/opportunities/${deal.id}/win`));
}
const first = await won(2);
const second = await won(3);
const planned = await created(seller, "/deliveries", {
  orderId: first.orderId,
  parts: [{ plannedOn: today }],
});
const lines = [{ productId: pump.id, quantity: 2, serialNumbers: ["HP-1", "HP-2"] }];
await answered(seller.post(`/deliveries/${planned.id}/parts/1/complete`, { deliveredOn: today, lines }));
await drained();
const [card] = await seller.all(`/service-cards?customerId=${customer.id}`);

/** A request that was resolved at a cost, and whose customer was asked how satisfied they are. */
async function asked(subject: string): Promise<Json> {
  const { id } = await created(agent, "/service-requests", {
    type: "repair",
    channel: "phone",
    subject,
    faultCategory: "leak",
    customerId: person.id,
    technicianId: people.technician.id,
  });
  await answered(technician.post(`/service-requests/${id}/start`));
  await answered(
    technician.post(`/service-requests/${id}/work`, {
      minutes: 40,
      description: "更换阀门",
      cost: yuan(120),
    }),
  );
  await answered(technician.post(`/service-requests/${id}/resolve`, { resolution: "已更换阀门" }));
  await drained();
  const { surveyId } = await answered(agent.get(`/service-requests/${id}`));
  const text = (await inbox()).map(({ body }) => body.text ?? "").join("\n");
  return { id, surveyId, link: new RegExp(`/rate/${surveyId}[\\w.-]+`).exec(text)?.[0] };
}
const answeredRequest = await asked("热泵不制热");
const page = { "content-type": "application/x-www-form-urlencoded" };
await answered(clientOf(publicUrl, undefined).post(answeredRequest.link, "score=5", page));
const waiting = await asked("热泵有异响");
const pending = await created(agent, "/service-requests", {
  type: "repair",
  channel: "phone",
  subject: "热泵漏水",
  serviceCardId: card.id,
});
const complaint = await created(agent, "/complaints", { content: "三次来电无人接", customerId: person.id });
const { url: calendar } = await created(seller, "/me/calendar", undefined);
const firstPage = await answered(seller.get("/customers?limit=1"));
await drained();

/** What is to read the same afterwards. */
const records = {
  customers: [customer, person, once],
  opportunities: [open, first, second],
  orders: [{ id: first.orderId }, { id: second.orderId }],
  deliveries: [planned],
  "service-cards": [card],
  "service-requests": [answeredRequest, waiting, pending],
  surveys: [{ id: answeredRequest.surveyId }, { id: waiting.surveyId }],
  complaints: [complaint],
  "follow-ups": [followUp],
  tasks: [task],
  products: [pump],
  users: [people.salesperson],
};
const paths = [
  ...Object.entries(records).flatMap(([resource, all]) =>
    all.flatMap(({ id }) => [`/${resource}/${id}`, `/${resource}/${id}/history`]),
  ),
  `/customers/${customer.id}/contacts/${contact.id}`,
  `/customers/${customer.id}/overview`,
  `/customers/${person.id}/overview`,
  ...["customers", "opportunities", "orders", "service-requests", "tasks"].map(
    (list) => `/${list}?limit=100`,
  ),
  "/customers?name=恒温",
  "/settings/numbering",
  ...["commission", "performance", "product-sales", "satisfaction", "response-times", "win-loss"].map(
    (report) => `/reports/${report}?month=${month}`,
  ),
  `/commission-entries?month=${month}`,
];
/** What reads the same once the records are renewed. */
const renewedPaths = [
  "satisfaction?groupBy=tier&",
  "response-times?groupBy=product&",
  "response-times?groupBy=tier&",
  "faults?",
].map((report) => `/reports/${report}month=${month}`);

async function shownAt(wanted: readonly string[]): Promise<Json[]> {
  const answers: Json[] = [];
  for (const path of wanted) {
    const { status, headers, body } = await admin.get(path);
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    answers.push({ path, etag: headers.get("etag"), body });
  }
  return answers;
}
const [shown, shownRenewed] = [await shownAt(paths), await shownAt(renewedPaths)];

await writeFile(
  memory,
  JSON.stringify({
    ...{ stage, people, month, shown, customer, contact, person, open, followUp, task, first, second, card },
    ...{ shownRenewed, answeredRequest, waiting, pending, calendar, firstPage, once, idempotent },
  }),
);
