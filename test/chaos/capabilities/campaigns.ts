import type { Capability, Evidence } from "../capability.ts";
import { createPool } from "../pool.ts";
import type { World } from "../world.ts";

/** A campaign of the storm's, and the addresses of everybody in its audience. */
interface Known {
  readonly id: string;
  readonly addresses: ReadonlyMap<string, string>;
  /** Of the writers' pausing and resuming, as they were answered. */
  ends: "done" | "paused";
}

/** Customers a campaign is for, and mails a minute: a few rounds each. */
const MOST = 7;
const RATE = 3;

/** Campaigns that are sent while their sender dies, and people who pause and resume them. */
export function campaigns(world: World): Capability {
  const { staff, ask, expect } = world;
  const known = createPool<Known>();

  async function customers(tag: string, count: number): Promise<Map<string, string>> {
    const addresses = new Map<string, string>();
    for (let number = 0; number < count; number += 1) {
      const email = `${world.name("member").replaceAll(/\W/g, "")}@example.com`.toLowerCase();
      const body = {
        name: world.name("会员"),
        kind: "person",
        email,
        careMails: { consent: true },
        tags: [tag],
      };
      const made = await expect(ask(staff.admin, "POST", "/customers", body), 201);
      if (made !== undefined) addresses.set(made.id, email);
    }
    return addresses;
  }

  return {
    acts: [
      {
        weight: 2,
        async run(random) {
          const tag = world.name("人群");
          const addresses = await customers(tag, random.between(2, MOST));
          const segment = { name: tag, conditions: { tags: [tag] } };
          const made = await expect(ask(staff.admin, "POST", "/segments", segment), 201);
          const body = { name: world.name("活动"), segmentId: made?.id, perMinute: RATE };
          const campaign = await expect(ask(staff.admin, "POST", "/campaigns", body), 201);
          if (campaign === undefined) return true;
          const path = `/campaigns/${campaign.id}/schedule`;
          const scheduled = await expect(ask(staff.admin, "POST", path, {}), 200);
          if (scheduled !== undefined) known.add({ id: campaign.id, addresses, ends: "done" });
          return true;
        },
      },
      {
        weight: 2,
        run: (random) =>
          known.using(
            random,
            () => true,
            async (one) => {
              const verb = one.ends === "paused" ? "resume" : "pause";
              // It may be over, or not have begun.
              const answer = await ask(staff.admin, "POST", `/campaigns/${one.id}/${verb}`);
              const body = await expect(Promise.resolve(answer), 200, 409);
              if (answer.status === 200) one.ends = body?.status === "paused" ? "paused" : "done";
            },
          ),
      },
    ],
    invariants: [
      {
        sentence: "every campaign ends, or stands where it was paused",
        broken(evidence) {
          const there = new Map(
            evidence.of("campaign").map(({ id, status }) => [String(id), String(status)]),
          );
          return known.all.flatMap(({ id, ends }) =>
            there.get(id) === ends ? [] : [`${id} is ${there.get(id)}, expected ${ends}`],
          );
        },
      },
      {
        sentence: "a campaign has one mail to each customer of its audience, and none to anybody else",
        broken(evidence) {
          const mails = Map.groupBy(evidence.of("campaign-mail"), ({ campaignId }) => String(campaignId));
          return known.all.flatMap(({ id, addresses, ends }) => {
            const to = (mails.get(id) ?? []).map(({ customerId }) => String(customerId));
            const twice = to.length - new Set(to).size;
            const strangers = to.filter((customer) => !addresses.has(customer));
            const missing = ends === "done" ? [...addresses.keys()].filter((one) => !to.includes(one)) : [];
            return twice + strangers.length + missing.length === 0
              ? []
              : [`${id}: ${twice} twice, ${strangers.length} strangers, ${missing.length} missing`];
          });
        },
      },
      {
        sentence: "nobody receives a campaign twice, and everybody once of whom it says so",
        broken(evidence) {
          const received = receivedBy(evidence);
          const said = new Map(
            evidence.of("campaign-mail").map((item) => [String(item.customerId), item.status]),
          );
          return known.all.flatMap(({ id, addresses }) =>
            [...addresses].flatMap(([customer, address]) => {
              const times = received.get(address) ?? 0;
              const isSent = said.get(customer) === "sent";
              return times > 1 || (isSent && times !== 1)
                ? [`${id}: ${customer} received it ${times} times and is ${said.get(customer)}`]
                : [];
            }),
          );
        },
      },
    ],
    figures: (evidence) => ({
      campaigns: known.all.length,
      "campaign mails": evidence.of("campaign-mail").length,
      "campaign mails of whose sending nobody knows": evidence
        .of("campaign-mail")
        .filter(({ status }) => status === "failed").length,
    }),
  };
}

/** How many mails came to each address. */
function receivedBy({ mails }: Evidence): Map<string, number> {
  const times = new Map<string, number>();
  for (const { raw } of mails) {
    const [, address] = /^To:.*?([^\s<>]+@[^\s<>]+)/m.exec(raw) ?? [];
    if (address !== undefined) times.set(address, (times.get(address) ?? 0) + 1);
  }
  return times;
}
