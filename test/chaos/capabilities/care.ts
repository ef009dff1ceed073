import type { Item } from "../../../lib/table/entity.ts";
import { addDays, dateIn } from "../../../lib/time/zone.ts";
import type { Json } from "../../makers/client.ts";
import type { Capability, Evidence } from "../capability.ts";
import type { World } from "../world.ts";

/** Somebody with a birthday in two days, as the writers know them. */
interface Born {
  readonly id: string;
  readonly customerId: string;
  readonly date: string;
  readonly consents: boolean;
}

const ZONE = "Asia/Shanghai";
/** Care mails of a customer in seven days, as the product ships it. */
const MOST = 2;

/** People with birthdays, and mornings that are swept by several at once, killed on the way, and again. */
export async function care(world: World): Promise<Capability> {
  const { staff, ask, expect } = world;
  const sellers = [staff.salesperson, staff.colleague, staff.southerner];
  const known: Born[] = [];
  const ours = await rule(world);

  return {
    acts: [
      {
        weight: 4,
        async run(random) {
          const owner = random.pick(sellers);
          const date = addDays(dateIn(world.now(), ZONE), 2);
          const customer = await expect(
            ask(owner, "POST", "/customers", {
              name: world.name("寿星公司"),
              keyAccount: random.chance(0.3),
            }),
            201,
          );
          for (let left = random.between(1, 4); customer !== undefined && left > 0; left -= 1) {
            const consents = random.chance(0.8);
            const body = {
              name: world.name("寿星"),
              email: `${world.name("born").replaceAll(" ", "-")}@example.com`,
              birthday: { calendar: "solar", month: Number(date.slice(5, 7)), day: Number(date.slice(8)) },
              careMails: { consent: consents },
            };
            const made = await expect(ask(owner, "POST", `/customers/${customer.id}/contacts`, body), 201);
            if (made !== undefined) known.push({ id: made.id, customerId: customer.id, date, consents });
          }
          return true;
        },
      },
      {
        // Several sweep at the same moment; whatever was done is not done again.
        weight: 2,
        async run() {
          await Promise.all([1, 2, 3].map(() => expect(ask(staff.admin, "POST", "/care-rules/sweep"), 202)));
          return true;
        },
      },
    ],
    invariants: [
      {
        sentence: "everybody was cared for exactly once on their birthday, and nobody else",
        broken(evidence) {
          const made = Map.groupBy(ofRule(evidence, ours), ({ contactId }) => String(contactId));
          const wrong = known.flatMap(({ id, date }) => {
            const own = made.get(id) ?? [];
            return own.length === 1 && own[0]?.date === date
              ? []
              : [`${id}, born on ${date}: ${own.map(({ date: on, status }) => `${on} ${status}`)}`];
          });
          const strangers = [...made.keys()].filter((id) => !known.some((born) => born.id === id));
          return [...wrong, ...strangers.map((id) => `${id} was cared for, and has no birthday`)];
        },
      },
      {
        sentence:
          "whoever consents has one greeting, as far as their customer has a turn left; nobody else has any",
        broken(evidence) {
          const mails = Map.groupBy(evidence.of("mail"), ({ recipientId }) => String(recipientId));
          const cares = new Map(ofRule(evidence, ours).map((item) => [item.contactId, item]));
          return known.flatMap(({ id, consents }) => {
            const count = mails.get(id)?.length ?? 0;
            const reason = cares.get(id)?.reason;
            const wanted = consents && reason !== "too-many" ? 1 : 0;
            const isExplained = consents
              ? reason === undefined || reason === "too-many"
              : reason === "no-consent";
            return count === wanted && isExplained ? [] : [`${id}: ${count} mails, ${reason ?? "not held"}`];
          });
        },
      },
      {
        sentence: `no customer gets more than ${MOST} care mails in seven days, and as many as it may`,
        broken(evidence) {
          const mails = Map.groupBy(
            evidence.of("mail").filter(({ kind }) => kind === "care" || kind === "campaign"),
            ({ customerId }) => String(customerId),
          );
          const people = Map.groupBy(known, ({ customerId }) => customerId);
          return [...people].flatMap(([customerId, own]) => {
            const count = mails.get(customerId)?.length ?? 0;
            const willing = own.filter(({ consents }) => consents).length;
            return count <= MOST && count >= Math.min(MOST, willing)
              ? []
              : [`${customerId}: ${count} mails for ${willing} who consent`];
          });
        },
      },
    ],
    figures: (evidence) => ({
      birthdays: known.length,
      "greetings queued": ofRule(evidence, ours).filter(({ mailId }) => mailId !== undefined).length,
      "greetings held": ofRule(evidence, ours).filter(({ status }) => status === "held").length,
      "sweeps' runs": evidence.of("care-run").length,
    }),
  };
}

function ofRule(evidence: Evidence, ruleId: string): readonly Item[] {
  return evidence.of("care-mail").filter((item) => item.ruleId === ruleId);
}

/** The birthday rule, switched on, at every hour. */
async function rule({ staff, ask, expect }: World): Promise<string> {
  const quiet = await expect(ask(staff.admin, "GET", "/settings/care-restraint"), 200);
  await expect(
    ask(staff.admin, "PUT", "/settings/care-restraint", { ...quiet?.value, quietHours: undefined }),
    200,
  );
  const list: Json = await expect(ask(staff.admin, "GET", "/care-rules"), 200);
  const { id } = list.items.find(({ shipped }: Json) => shipped === "birthday");
  const change = { sendAt: "00:00", lateDays: 14, makes: "both", taskFor: "important" };
  await expect(ask(staff.admin, "PATCH", `/care-rules/${id}`, change), 200);
  await expect(ask(staff.admin, "POST", `/care-rules/${id}/switch-on`, {}), 200);
  return id;
}
