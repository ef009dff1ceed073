import type { Client, Json } from "../makers/client.ts";
import { created, fresh, inDays, yuan } from "../makers/deal.ts";
import { member, moved, moves } from "../makers/member.ts";
import { calls, unitsPerEntry } from "./counted.ts";
import type { Figure } from "./figure.ts";
import type { Subject } from "./serve.ts";

/** Purchases one after the other, and members who make them, of which the totals are kept. */
const PURCHASES = 100;
const MEMBERS = 10;

/** DynamoDB calls of the main routes of membership, care and campaigns, and what the totals cost for each entry of members. */
export async function callsOfMembership(all: Client, subject: Subject): Promise<Figure[]> {
  return [
    ...(await ofMembers(all)),
    ...(await ofValue(all)),
    ...(await ofCare(all)),
    ...(await ofCampaigns(all)),
    await unitsPerEntry(
      subject,
      all,
      {
        name: "write units of totals, per ledger entry of members",
        of: `${PURCHASES} purchases of ${MEMBERS} members, one after the other`,
      },
      async () => {
        const members: Json[] = [];
        for (let made = 0; made < MEMBERS; made += 1) members.push(await member(all));
        for (let made = 0; made < PURCHASES; made += 1)
          await moved(all, members[made % MEMBERS], "spends", { amount: yuan(120) });
      },
    ),
  ];
}

async function ofMembers(all: Client): Promise<Figure[]> {
  const one = await member(all);
  const path = `/memberships/${one.customerId}`;
  await moved(all, one, "top-ups", { amount: yuan(10_000) });
  await moved(all, one, "spends", { amount: yuan(1_000) });
  return [
    await calls("membership.join", async () => {
      const { id: customerId } = await created(all, "/customers", { name: fresh("Calls"), kind: "person" });
      return all.post("/memberships", { customerId });
    }),
    await calls("membership.list", () => all.get("/memberships?tier=regular")),
    await calls("membership.read", () => all.get(path)),
    await calls("membership.entries", () => all.get(`${path}/entries?ledger=points`)),
    await calls("membership.top-up", () => moves(all, one, "top-ups", { amount: yuan(10) })),
    await calls("membership.spend", () =>
      moves(all, one, "spends", { amount: yuan(10), pay: { storedValue: yuan(5), points: 100 } }),
    ),
    await calls("membership.refund", async () => {
      const { id: spendId } = await moved(all, one, "spends", { amount: yuan(10) });
      return moves(all, one, "refunds", { spendId });
    }),
    await calls("membership.redeem", () =>
      moves(all, one, "point-redemptions", { points: 10, for: "A thermos" }),
    ),
    await calls("report.memberships", () => all.get("/reports/memberships")),
  ];
}

async function ofValue(all: Client): Promise<Figure[]> {
  const { id } = await created(all, "/customers", { name: fresh("Calls") });
  await all.post("/reports/customer-value/runs");
  await all.post("/local/drain");
  return [
    await calls("report.customer-value", () => all.get("/reports/customer-value?limit=20")),
    await calls("customer.value", () => all.get(`/customers/${id}/value`)),
  ];
}

/** A customer with a birthday, to whom a rule and a campaign lead. */
async function ofCare(all: Client): Promise<Figure[]> {
  const { id } = await created(all, "/customers", { name: fresh("Calls") });
  const birthday = { calendar: "solar", month: 3, day: 8 };
  await created(all, `/customers/${id}/contacts`, {
    name: fresh("Calls"),
    email: `${fresh("born").replaceAll(" ", "-")}@example.com`,
    birthday,
    careMails: { consent: true },
  });
  await all.post("/local/drain");
  const { items } = (await all.get("/care-rules")).body;
  const rule = items.find(({ shipped }: Json) => shipped === "birthday");
  const year = Number(inDays(new Date(), 0).slice(0, 4)) + 1;
  return [
    await calls("care-rule.preview", () =>
      all.post(`/care-rules/${rule.id}/preview`, { on: `${year}-03-08` }),
    ),
  ];
}

async function ofCampaigns(all: Client): Promise<Figure[]> {
  const tag = fresh("Calls");
  await created(all, "/customers", {
    name: tag,
    tags: [tag],
    email: `${tag.replaceAll(" ", "-")}@example.com`,
  });
  const segment = await created(all, "/segments", { name: tag, conditions: { tags: [tag] } });
  const body = () => ({ name: fresh("Calls"), segmentId: segment.id, perMinute: 10 });
  const { id } = await created(all, "/campaigns", body());
  await all.post("/local/drain");
  return [
    await calls("campaign.create", () => all.post("/campaigns", body())),
    await calls("campaign.list", () => all.get("/campaigns")),
    await calls("campaign.read", () => all.get(`/campaigns/${id}`)),
    await calls("campaign.preview", () => all.post(`/campaigns/${id}/preview`)),
    await calls("campaign.results", () => all.get(`/campaigns/${id}/results`)),
  ];
}
