import { setTimeout as sleep } from "node:timers/promises";
import type { Answer, Json, Requester } from "../../makers/client.ts";
import { inDays } from "../../makers/deal.ts";
import type { Capability } from "../capability.ts";
import { createPool } from "../pool.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";
import { booksOfService } from "./service-books.ts";

/** What the writers know of a service request: only what they were answered. */
export interface Requested {
  readonly id: string;
  technician: Requester | undefined;
  /** `resolved` goes on by itself: its customer is asked, and it closes. */
  status: "missed" | "received" | "assigned" | "in-progress" | "resolved" | "closed";
  resolutions: number;
}

/** A survey that somebody answered, and the scores of which it has one. */
export interface Answered {
  readonly surveyId: string;
  readonly scores: readonly number[];
}

/** What the writers know of a complaint. */
export interface Complained {
  readonly id: string;
  status: "received" | "closed";
  reopenings: number;
}

/** What was delivered: units with serial numbers, and those without. */
export interface Delivered {
  readonly deliveryId: string;
  readonly serials: readonly string[];
  readonly others: number;
}

/** Requests, surveys, complaints and deliveries, some steps asked for by two at once, while the clock reaches targets. */
export async function service(world: World): Promise<Capability> {
  const { staff, goods, ask, expect } = world;
  const { agent, admin, technician, otherTechnician, serviceManager, salesperson, manager } = staff;
  const requests = createPool<Requested>();
  const complaints = createPool<Complained>();
  const answered: Answered[] = [];
  const delivered: Delivered[] = [];
  const customers: string[] = [];
  const races: string[] = [];

  // Whoever does not answer within a day is done with: the storm's clock runs for two.
  const setting = { answerWithinDays: 30, lowScore: 2, callBackWithinHours: 24, closeAfterDays: 1 };
  await expect(ask(admin, "PUT", "/settings/satisfaction", setting), 200);

  /** Several at once ask for what only one can have. */
  async function race(what: string, asked: readonly Promise<Answer>[]): Promise<Answer | undefined> {
    const answers = await Promise.all(asked);
    for (const answer of answers) await expect(Promise.resolve(answer), 200, 409);
    const had = answers.filter(({ status }) => status === 200);
    if (had.length !== 1)
      races.push(`${what}: ${had.length} of ${answers.length} had what only one can have`);
    return had[0];
  }

  async function customer(random: Random): Promise<string> {
    if (customers.length > 3 && random.chance(0.7)) return random.pick(customers);
    const name = world.name("报修客户");
    const email = `${name.replaceAll(/\D/g, "-")}@served.example`;
    const made = await expect(
      ask(admin, "POST", "/customers", { name, ...(random.chance(0.8) && { email }) }),
      201,
    );
    customers.push(made?.id);
    return made?.id;
  }

  async function takeIn(random: Random): Promise<boolean> {
    const isAnswered = random.chance(0.9);
    const given = isAnswered && random.chance(0.5) ? random.pick([technician, otherTechnician]) : undefined;
    const body = {
      customerId: await customer(random),
      productId: random.pick([goods.pump, goods.chiller]).id,
      type: "repair",
      channel: "phone",
      subject: world.name("不制热"),
      answered: isAnswered,
      ...(random.chance(0.7) && { faultCategory: random.pick(["leak", "noise", "no-power"]) }),
      ...(given !== undefined && { technicianId: given.id }),
    };
    const made = await expect(ask(agent, "POST", "/service-requests", body), 201);
    const status = given !== undefined ? "assigned" : isAnswered ? "received" : "missed";
    if (made !== undefined) requests.add({ id: made.id, technician: given, status, resolutions: 0 });
    return true;
  }

  const on = (one: Requested, who: Requester, verb: string, body: Json = {}) =>
    ask(who, "POST", `/service-requests/${one.id}/${verb}`, body);
  const among =
    (...statuses: readonly Requested["status"][]) =>
    ({ status }: Requested) =>
      statuses.includes(status);

  /** The survey that a request is resolved with, once the stream has brought it about; it may take until the next kill. */
  async function asked(one: Requested): Promise<string | undefined> {
    for (let looks = 0; looks < 20; looks += 1) {
      const found = await expect(ask(agent, "GET", `/service-requests/${one.id}`), 200);
      if (found?.status !== "resolved") return found?.surveyId;
      await sleep(100);
    }
    return undefined;
  }

  /** Two record an answer at once. */
  async function answer(random: Random, one: Requested): Promise<void> {
    const surveyId = await asked(one);
    if (surveyId === undefined || answered.some((before) => before.surveyId === surveyId)) return;
    const scores = [random.between(1, 5), random.between(1, 5)];
    const given = scores.map((score, index) =>
      ask([agent, serviceManager][index] ?? agent, "POST", `/surveys/${surveyId}/answer`, { score }),
    );
    const answers = await Promise.all(given);
    // A survey of an earlier resolution may just be closed.
    for (const one of answers) await expect(Promise.resolve(one), 200, 409, 410);
    const had = answers.flatMap(({ status, body }) => (status === 200 ? [body.score] : []));
    if (had.length > 1) races.push(`${surveyId}: ${had.length} answers`);
    if (had.length > 0) answered.push({ surveyId, scores: had });
  }

  async function deliver(random: Random): Promise<boolean> {
    const quantity = random.between(1, 4);
    const lines = [{ productId: goods.chiller.id, quantity }];
    const deal = { name: world.name("交付"), customer: { name: world.name("客户") }, lines };
    const made = await expect(ask(salesperson, "POST", "/opportunities", deal), 201);
    const won = await expect(ask(manager, "POST", `/opportunities/${made?.id}/win`, {}), 200);
    const plan = { orderId: won?.orderId, parts: [{ plannedOn: inDays(world.now(), 0) }] };
    const delivery = await expect(ask(admin, "POST", "/deliveries", plan), 201);
    const serials = Array.from({ length: random.between(0, quantity) }, () =>
      world.name("SN").replaceAll(" ", "-"),
    );
    const done = { lines: [{ ...lines[0], serialNumbers: serials }] };
    const path = `/deliveries/${delivery?.id}/parts/1/complete`;
    await race(
      `${delivery?.id}`,
      [admin, admin].map((who) => ask(who, "POST", path, done)),
    );
    delivered.push({ deliveryId: delivery?.id, serials, others: quantity - serials.length });
    return true;
  }

  /** A request as most are: taken in, resolved, and answered once its customer was asked. */
  async function whole(random: Random): Promise<boolean> {
    if (!(await takeIn(random))) return false;
    return requests.using(random, among("assigned", "in-progress"), async (one) => {
      await resolve(random, one);
      if (one.status === "resolved") await answer(random, one);
    });
  }

  async function resolve(random: Random, one: Requested): Promise<void> {
    const body = { resolution: "已修复", faultCategory: random.pick(["leak", "noise"]) };
    const ended = await race(
      one.id,
      [one.technician ?? agent, serviceManager].map((who) => on(one, who, "resolve", body)),
    );
    if (ended === undefined) return;
    one.status = "resolved";
    one.resolutions += 1;
  }

  const settled = { correctiveAction: "更换", cause: "delivery" };
  const acts = [
    { weight: 6, run: takeIn },
    { weight: 8, run: whole },
    {
      weight: 4,
      run: (random: Random) =>
        requests.using(random, among("missed", "received", "assigned", "in-progress"), async (one) => {
          const to = random.pick([technician, otherTechnician].filter((who) => who !== one.technician));
          await expect(on(one, agent, "assign", { technicianId: to.id }), 200);
          Object.assign(one, { technician: to, status: "assigned" });
        }),
    },
    {
      weight: 4,
      run: (random: Random) =>
        requests.using(random, among("assigned"), async (one) => {
          const started = await race(one.id, [
            on(one, one.technician ?? agent, "start"),
            on(one, serviceManager, "start"),
          ]);
          if (started !== undefined) one.status = "in-progress";
        }),
    },
    {
      weight: 7,
      run: (random: Random) =>
        requests.using(random, among("assigned", "in-progress"), (one) => resolve(random, one)),
    },
    {
      weight: 3,
      run: (random: Random) =>
        requests.using(random, among("resolved"), async (one) => {
          const again = await race(one.id, [
            on(one, agent, "reopen", { reason: "又坏了" }),
            on(one, serviceManager, "reopen", { reason: "又坏了" }),
          ]);
          if (again !== undefined) one.status = "in-progress";
        }),
    },
    {
      weight: 8,
      run: (random: Random) => requests.using(random, among("resolved"), (one) => answer(random, one)),
    },
    {
      weight: 2,
      async run(random: Random) {
        const body = { customerId: await customer(random), content: world.name("投诉") };
        const made = await expect(ask(agent, "POST", "/complaints", body), 201);
        if (made !== undefined) complaints.add({ id: made.id, status: "received", reopenings: 0 });
        return true;
      },
    },
    {
      weight: 2,
      run: (random: Random) =>
        complaints.using(
          random,
          ({ status }) => status === "received",
          async (one) => {
            const path = `/complaints/${one.id}/close`;
            const closed = await race(one.id, [
              ask(agent, "POST", path, settled),
              ask(serviceManager, "POST", path, settled),
            ]);
            if (closed !== undefined) one.status = "closed";
          },
        ),
    },
    {
      weight: 1,
      run: (random: Random) =>
        complaints.using(
          random,
          ({ status }) => status === "closed",
          async (one) => {
            await expect(ask(agent, "POST", `/complaints/${one.id}/reopen`, { reason: "不满意" }), 200);
            Object.assign(one, { status: "received", reopenings: one.reopenings + 1 });
          },
        ),
    },
    { weight: 2, run: deliver },
  ];
  return {
    acts,
    invariants: [
      { sentence: "of two who serve, one does what one can do", broken: () => races },
      ...booksOfService({ requests: requests.all, complaints: complaints.all, answered, delivered }),
    ],
    figures: (evidence) => ({
      "service requests": evidence.of("service-request").length,
      resolutions: requests.all.reduce((sum, { resolutions }) => sum + resolutions, 0),
      surveys: evidence.of("survey").length,
      "surveys answered": answered.length,
      complaints: evidence.of("complaint").length,
      "service cards": evidence.of("service-card").length,
    }),
  };
}
