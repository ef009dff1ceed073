import { campaignMails, mailsOf } from "../../../lib/campaigns/campaign-mail.ts";
import { followLink } from "../../../lib/campaigns/click.ts";
import { scheduleCampaign } from "../../../lib/campaigns/course.ts";
import { createCampaign } from "../../../lib/campaigns/create.ts";
import { trackedLink } from "../../../lib/campaigns/link.ts";
import { sendRound } from "../../../lib/campaigns/send.ts";
import { startRun } from "../../../lib/customer-value/start.ts";
import { customers } from "../../../lib/customers/customer.ts";
import { createOpportunity } from "../../../lib/opportunities/create.ts";
import { winOpportunity } from "../../../lib/opportunities/win.ts";
import type { Conditions } from "../../../lib/segments/conditions.ts";
import { createSegment } from "../../../lib/segments/keep.ts";
import { query } from "../../../lib/table/query.ts";
import { get } from "../../../lib/table/read.ts";
import { addDays, dateIn, instantIn } from "../../../lib/time/zone.ts";
import type { LocalCloud } from "../cloud.ts";
import { at, done } from "./act.ts";
import type { Cast } from "./stories.ts";

const ZONE = "Asia/Shanghai";
const price = (amount: number) => ({ amount: amount * 100, currency: "CNY" });

/** The campaign that is over was sent so many days ago; of what came of it some was won since. */
const SENT = 24;
const WON = 9;

/**
 * Audiences, the classes of all customers, a campaign that is over with what came of it, and one that begins tomorrow
 * at ten.
 */
export async function market(
  cloud: Pick<LocalCloud, "drain" | "tellOfMail">,
  cast: Cast,
  today: Date,
): Promise<void> {
  const marketer = one(cast, "marketing");
  const manager = one(cast, "manager");
  const now = at(marketer, today);
  const segment = async (name: string, conditions: Conditions) =>
    (await done(createSegment({ name, conditions }, now))).id;
  const [pump = ""] = cast.products;
  const east = await segment("上海与苏州的客户", { regions: ["上海", "苏州"] });
  const gold = await segment("金卡客户（A 类）", { classes: ["A"] });
  await segment("沉睡老客户", { dormant: true });
  await segment("买过热泵的客户", { productIds: [pump] });

  const past = (days: number) => at(marketer, instantIn(addDays(dateIn(today, ZONE), -days), "10:00", ZONE));
  const first = past(SENT);
  const autumn = await done(
    createCampaign(
      {
        name: "秋季保养月",
        description: "入冬前免费检测，配件九折",
        segmentId: east,
        template: "campaign",
        words: { headline: "入冬前，给设备做一次体检", offer: "免费上门检测，配件九折", code: "AUTUMN90" },
        link: "https://www.guanxi.example/autumn",
        perMinute: 60,
        cost: price(6_000),
      },
      first,
    ),
  );
  await done(scheduleCampaign(autumn.id, {}, first));
  for (let minute = 0; minute < 10; minute++)
    await done(sendRound(autumn.id, new Date(first.now.getTime() + minute * 60_000)));
  await respond(autumn.id, cast, past(SENT - 1), past(WON), manager);

  // Classes come from what was bought, which the stream adds up.
  await cloud.drain();
  await delivered(cloud, autumn.id);
  await done(startRun(now));
  await cloud.drain();
  const winter = await done(
    createCampaign(
      {
        name: "金卡客户年末答谢",
        segmentId: gold,
        template: "campaign",
        words: {
          headline: "感谢您一年的信任",
          offer: "热泵机组专享九五折",
          code: "GOLD95",
          until: untilYearEnd(today),
        },
        link: "https://www.guanxi.example/thanks",
        perMinute: 30,
        cost: price(2_000),
      },
      now,
    ),
  );
  const startAt = instantIn(addDays(dateIn(today, ZONE), 1), "10:00", ZONE).toISOString();
  await done(scheduleCampaign(winter.id, { startAt }, now));
}

/** All of them arrived, but for one whose address is no more. */
async function delivered({ tellOfMail }: Pick<LocalCloud, "tellOfMail">, campaignId: string): Promise<void> {
  const mails = (await mailsTo(campaignId)).flatMap(({ mailId }) => mailId ?? []);
  for (const [index, mailId] of mails.entries()) tellOfMail(mailId, index === 1 ? "bounce" : "delivery");
}

async function mailsTo(campaignId: string) {
  const items = await query({ index: "byName", key: mailsOf(campaignId) }, { order: "ascending" });
  return items.map((item) => campaignMails.schema.parse(item)).filter(({ status }) => status !== "held");
}

/** Some follow the link; of these every other wants to buy, and half of them bought. */
async function respond(
  campaignId: string,
  cast: Cast,
  dayAfter: ReturnType<typeof at>,
  later: ReturnType<typeof at>,
  manager: ReturnType<typeof at>["caller"],
): Promise<void> {
  const written = await mailsTo(campaignId);
  for (const [index, { id, customerId, customerName }] of written
    .filter((_, each) => each % 3 === 0)
    .entries()) {
    const token = (await trackedLink(id)).split("/").at(-1) ?? "";
    await done(followLink(token, dayAfter));
    const { ownerId = "" } = await get(customers, customerId);
    const owner = [...cast.staff.values()].find(({ userId }) => userId === ownerId);
    if (index % 2 === 1 || owner === undefined) continue;
    const body = {
      customerId,
      name: `${customerName.slice(0, 6)} 保养合同`,
      amount: price(8_800 + 1_300 * index),
      source: "campaign",
      campaignId,
    };
    const deal = await done(createOpportunity(body, { allowDuplicate: true }, at(owner, dayAfter.now)));
    if (index % 4 === 0)
      await done(winOpportunity(deal.id, {}, at({ ...manager, ...all(manager) }, later.now)));
  }
}

/** Whoever wins the demo's deals may do so everywhere. */
const all = ({ grants }: ReturnType<typeof at>["caller"]) => ({
  grants: grants.map((grant) => ({ ...grant, scope: "all" as const })),
});

function untilYearEnd(today: Date): string {
  return `${dateIn(today, ZONE).slice(0, 4)}-12-31`;
}

function one({ staff }: Cast, key: "marketing" | "manager") {
  const found = staff.get(key);
  if (found === undefined) throw new Error(`nobody is ${key}`);
  return found;
}
