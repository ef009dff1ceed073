import * as z from "zod";
import { addDays, dateIn, instantIn } from "../../../lib/time/zone.ts";
import { idle } from "../volumes.ts";
import type { Action } from "./action.ts";
import { idIn } from "./client.ts";
import { address, type Desk, fresh, inMinutes } from "./desk.ts";

const ZONE = "Asia/Shanghai";
const MANY = 20;
const ROWS = 200;
const DAY_BEGAN = "10:02";

/** Goes to the next day, after the hour at which greetings are sent. */
export async function nextDay({ cloud }: Pick<Desk, "cloud">): Promise<void> {
  const day = addDays(dateIn(cloud.now(), ZONE), 1);
  await cloud.moveClock(instantIn(day, DAY_BEGAN, ZONE));
}

/** People who want to hear of us. */
async function people({ seller }: Desk, body: object): Promise<void> {
  for (let made = 0; made < MANY; made += 1)
    await seller.post("/customers", {
      name: fresh("王小姐"),
      kind: "person",
      email: address(),
      careMails: { consent: true },
      ...body,
    });
}

async function import200({ admin }: Desk): Promise<() => Promise<unknown>> {
  const { id } = await admin.post("/imports", {
    resource: "customer",
    columns: { Name: "name", Email: "email" },
  });
  const rows = Array.from({ length: ROWS }, () => ({ Name: fresh("导入客户"), Email: address() }));
  return () => admin.post(`/imports/${id}/chunks/1`, { rows });
}

const runs = z.object({ items: z.array(z.object({ customers: z.number() })) });

/** How many customers the last night's run looked at. */
async function customersLookedAt({ admin }: Desk): Promise<number> {
  const { items } = runs.parse(JSON.parse(await admin.get("/reports/customer-value/runs?limit=1")));
  return items[0]?.customers ?? Number.NaN;
}

/** Greetings, campaigns, imports, and what the nights do with each customer. */
export const caring: readonly Action[] = [
  {
    name: "care.greeting",
    what: "a birthday is found, and its mail written, sent and delivered",
    each: () => MANY,
    beyond: idle("care-sweep"),
    async prepare(desk) {
      const tomorrow = addDays(dateIn(desk.cloud.now(), ZONE), 1);
      const [, month, day] = tomorrow.split("-").map(Number);
      await people(desk, { birthday: { calendar: "solar", month, day } });
      await desk.cloud.drain();
      await nextDay(desk);
      return () => desk.run("care-sweep");
    },
  },
  {
    name: "campaign.mail",
    what: "one customer of a campaign's audience gets its mail",
    each: () => MANY,
    async prepare(desk) {
      const tag = fresh("回馈");
      await people(desk, { tags: [tag] });
      const { marketer } = desk;
      const segment = { name: fresh("人群"), conditions: { tags: [tag] } };
      const segmentId = idIn(await marketer.post("/segments", segment));
      const words = { headline: "老客户专享", offer: "热泵九折", code: "WARM10", until: "2027-12-31" };
      const link = "https://www.example.cn/winter";
      const campaign = await marketer.post("/campaigns", { name: fresh("年末回馈"), segmentId, words, link });
      return async () => {
        await marketer.post(`/campaigns/${idIn(campaign)}/schedule`, {});
        await desk.cloud.drain();
        for (let minute = 0; minute < 3; minute += 1) await desk.cloud.moveClock(inMinutes(desk, 1));
      };
    },
  },
  {
    name: "import.row",
    what: "a row of an import becomes a customer",
    each: () => ROWS,
    prepare: import200,
  },
  {
    name: "value.customer",
    what: "the night looks at a customer's value, which has not changed",
    each: customersLookedAt,
    beyond: idle("value-nightly"),
    async prepare(desk) {
      await (await import200(desk))();
      await desk.cloud.drain();
      await nextDay(desk);
      await desk.run("value-nightly");
      await desk.cloud.drain();
      await nextDay(desk);
      return () => desk.run("value-nightly");
    },
  },
];
