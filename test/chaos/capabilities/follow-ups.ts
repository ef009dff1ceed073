import type { Item } from "../../../lib/table/entity.ts";
import type { Json, Requester } from "../../makers/client.ts";
import { yuan } from "../../makers/deal.ts";
import type { Capability, Evidence } from "../capability.ts";
import { createPool } from "../pool.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";
import { type Firing, firingsOf } from "./firings.ts";

/** What the writers know of a follow-up: only what they were answered. */
interface Planned {
  readonly id: string;
  readonly opportunityId: string;
  readonly handler: Requester;
  status: "planned" | "completed" | "cancelled";
  plannedAt: string;
}

const SLOT = 10 * 60_000;
const HOUR = 3_600_000;

/** Follow-ups that are planned, moved, completed and cancelled while the clock runs on to them. */
export function followUps(world: World): Capability {
  const { staff, ask, expect } = world;
  const sellers = [staff.salesperson, staff.colleague, staff.southerner];
  const known = createPool<Planned>();

  /** Some time from a few minutes to a few hours ahead; several come due at the same moment. */
  const soon = (random: Random) =>
    new Date(
      Math.ceil((world.now().getTime() + random.between(2, 240) * 60_000) / SLOT) * SLOT,
    ).toISOString();
  const plan = (random: Random) => ({
    method: random.pick(["phone", "email", "visit", "care", "proposal-review"]),
    plannedAt: soon(random),
    content: world.name("跟进"),
  });
  const add = (made: Json, opportunityId: string, handler: Requester) =>
    known.add({ id: made.id, opportunityId, handler, status: "planned", plannedAt: made.plannedAt });
  const act = ({ id, handler }: Planned, verb: string, body: Json) =>
    ask(handler, "POST", `/follow-ups/${id}/${verb}`, body);
  const planned = ({ status }: Planned) => status === "planned";

  /** The clock may have reached the wished time on the way: then the wish is refused, and nothing has changed. */
  const done = async (asked: ReturnType<typeof ask>, then: (body: Json) => void) => {
    const { status, body } = await asked;
    await expect(Promise.resolve(await asked), 200, 201, ...(isPast(body) ? [422] : []));
    if (status < 300) then(body);
  };

  return {
    acts: [
      {
        weight: 8,
        async run(random) {
          const handler = random.pick(sellers);
          const body = {
            name: world.name("跟进机会"),
            customer: { name: world.name("客户") },
            amount: yuan(5_000),
          };
          const made = await expect(ask(handler, "POST", "/opportunities", body), 201);
          const path = `/opportunities/${made?.id}/follow-ups`;
          await done(ask(handler, "POST", path, plan(random)), (follow) => add(follow, made?.id, handler));
          return true;
        },
      },
      {
        weight: 4,
        run: (random) =>
          known.using(random, planned, async (one) => {
            await done(act(one, "reschedule", { plannedAt: soon(random) }), ({ plannedAt }) => {
              one.plannedAt = plannedAt;
            });
          }),
      },
      {
        weight: 4,
        run: (random) =>
          known.using(random, planned, async (one) => {
            const next = random.chance(0.7) ? { next: plan(random) } : { noNextReason: "客户已签约" };
            const body = { outcome: "客户认可", attitude: random.between(1, 5), ...next };
            await done(act(one, "complete", body), ({ nextId }) => {
              one.status = "completed";
              if (next.next !== undefined)
                add({ id: nextId, plannedAt: next.next.plannedAt }, one.opportunityId, one.handler);
            });
          }),
      },
      {
        weight: 1,
        run: (random) =>
          known.using(random, planned, async (one) => {
            await done(act(one, "cancel", { reason: "客户来电" }), () => {
              one.status = "cancelled";
            });
          }),
      },
    ],
    invariants: [
      {
        sentence: "every follow-up is as its writers were told, no more and no fewer",
        broken(evidence) {
          const there = new Map(evidence.of("follow-up").map((item) => [item.id, item]));
          const wrong = known.all.flatMap(({ id, status, plannedAt }) => {
            const found = there.get(id);
            return found?.status === status && found.plannedAt === plannedAt
              ? []
              : [`${id} is ${found?.status} for ${found?.plannedAt}, told ${status} for ${plannedAt}`];
          });
          return there.size === known.all.length
            ? wrong
            : [...wrong, `${there.size} follow-ups, ${known.all.length} planned`];
        },
      },
      {
        sentence: "what is due has fired, and later its warnings; nothing fires early or at an old time",
        broken: (evidence) =>
          evidence.of("follow-up").flatMap((item) => wrongTimes(item, firingsOf(evidence, item), evidence)),
      },
      {
        sentence: "one task and one mail per due follow-up",
        broken: (evidence) =>
          evidence.of("follow-up").flatMap((item) => wrongTraces(item, firingsOf(evidence, item))),
      },
    ],
    figures: (evidence) => {
      const all = evidence.of("follow-up").flatMap((item) => firingsOf(evidence, item));
      return {
        "follow-ups": evidence.of("follow-up").length,
        "follow-ups fired": all.filter(({ kind }) => kind === "due").length,
      };
    },
  };
}

const isPast = (body: Json) => body?.code === "rule-broken" && /plannedAt/.test(JSON.stringify(body.errors));

/** When each warning follows the planned instant, in hours. */
const AFTER = { due: 0, "overdue-handler": 24, "overdue-manager": 48 } as const;

function wrongTimes(item: Item, firings: readonly Firing[], { now }: Evidence): string[] {
  const early = firings.filter(
    ({ kind, plannedAt, at }) => Date.parse(at) < Date.parse(plannedAt) + AFTER[kind] * HOUR,
  );
  const twice = firings.filter(({ kind, plannedAt }, index) =>
    firings.slice(0, index).some((before) => before.kind === kind && before.plannedAt === plannedAt),
  );
  const overdue = (now.getTime() - Date.parse(String(item.plannedAt))) / HOUR;
  const missing = (Object.keys(AFTER) as (keyof typeof AFTER)[]).filter(
    (kind) =>
      item.status === "planned" &&
      overdue > AFTER[kind] + 0.1 &&
      !firings.some((firing) => firing.kind === kind && firing.plannedAt === item.plannedAt),
  );
  return [
    ...early.map(({ kind, at, plannedAt }) => `${item.id}: ${kind} fired at ${at}, planned for ${plannedAt}`),
    ...twice.map(({ kind, plannedAt }) => `${item.id}: ${kind} fired twice for ${plannedAt}`),
    ...missing.map((kind) => `${item.id}: ${kind} has not fired for ${item.plannedAt}`),
  ];
}

function wrongTraces(item: Item, firings: readonly Firing[]): string[] {
  const wrong = firings.flatMap(({ kind, tasks, mails }) => {
    const due = kind === "overdue-handler" ? 0 : 1;
    return tasks.length === due && mails.length === 1
      ? []
      : [`${item.id}: ${tasks.length} tasks and ${mails.length} mails of ${kind}`];
  });
  const open = firings
    .flatMap(({ kind, tasks }) => (kind === "due" ? tasks : []))
    .filter(({ status }) => status === "open");
  const wanted = Number(item.status === "planned" && item.remindedAt !== undefined);
  return open.length === wanted
    ? wrong
    : [...wrong, `${item.id} is ${item.status} with ${open.length} open tasks`];
}
