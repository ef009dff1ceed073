import type { Answer, Json, Requester } from "../../makers/client.ts";
import { inDays } from "../../makers/deal.ts";
import type { Capability, Evidence } from "../capability.ts";
import { createPool } from "../pool.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";
import { booksOfDeals } from "./deals-books.ts";

/** What the writers know of an opportunity: only what they were answered. */
export interface Deal {
  readonly id: string;
  readonly owner: Requester;
  status: "executing" | "won" | "lost" | "closed";
  wins: number;
}

/** Opportunities that are created, changed, won, undone, lost, reopened and closed, some by two people at once. */
export function deals(world: World): Capability {
  const { staff, goods, ask, expect } = world;
  const sellers = [staff.salesperson, staff.colleague, staff.southerner];
  const managers = [staff.manager, staff.deputy] as const;
  const known = createPool<Deal>();
  const customers: string[] = [];
  const races: string[] = [];

  const act = (deal: Deal, who: Requester, verb: string, body: Json = {}) =>
    ask(who, "POST", `/opportunities/${deal.id}/${verb}`, body);
  const lines = (random: Random) =>
    [goods.pump, goods.chiller].flatMap(({ id }) =>
      random.chance(0.7) ? [{ productId: id, quantity: random.between(1, 40) }] : [],
    );

  async function create(random: Random): Promise<boolean> {
    const owner = random.pick(sellers);
    const partner = random.pick(sellers);
    const share = random.between(1, 9_999);
    const team =
      partner === owner
        ? []
        : [
            { userId: owner.id, share },
            { userId: partner.id, share: 10_000 - share },
          ];
    const old = customers.length > 0 && random.chance(0.6);
    const body = {
      name: world.name("机会"),
      ...(old ? { customerId: random.pick(customers) } : { customer: { name: world.name("客户") } }),
      lines: lines(random),
      expectedCloseOn: inDays(world.now(), random.between(3, 80)),
      ...(team.length > 0 && { salesTeam: team }),
    };
    // Customers are of whoever made them; others' are not to be seen.
    const answered = await ask(owner, "POST", "/opportunities", body);
    if (old && answered.status !== 201) {
      await expect(Promise.resolve(answered), 404, 403, 422);
      return true;
    }
    const made = await expect(Promise.resolve(answered), 201);
    if (made === undefined) return true;
    customers.push(made.customerId);
    known.add({ id: made.id, owner, status: "executing", wins: 0 });
    return true;
  }

  /** Several at once ask for what only one can have; whatever the others asked for, they are told that they came late. */
  async function race(deal: Deal, asked: readonly Promise<Answer>[]): Promise<Answer | undefined> {
    const answers = await Promise.all(asked);
    for (const answer of answers) await expect(Promise.resolve(answer), 200, 409);
    const won = answers.filter(({ status }) => status === 200);
    if (won.length !== 1)
      races.push(`${deal.id}: ${won.length} of ${answers.length} had what only one can have`);
    const [first] = won;
    if (first !== undefined) {
      deal.status = first.body.status;
      deal.wins = first.body.winNumber;
    }
    return first;
  }

  const executing = ({ status }: Deal) => status === "executing";
  const won = ({ status }: Deal) => status === "won";
  const acts = [
    { weight: 8, run: create },
    {
      weight: 3,
      run: (random: Random) =>
        known.using(random, executing, async (deal) => {
          const body = {
            expectedCloseOn: inDays(world.now(), random.between(3, 80)),
            probability: random.between(1, 9) * 1_000,
            ...(random.chance(0.5) && { lines: lines(random) }),
          };
          await expect(ask(deal.owner, "PATCH", `/opportunities/${deal.id}`, body), 200);
        }),
    },
    {
      // Two managers win the same deal.
      weight: 8,
      run: (random: Random) =>
        known.using(random, executing, async (deal) => {
          const body = random.chance(0.3) ? { lines: [{ productId: goods.pump.id, quantity: 3 }] } : {};
          await race(
            deal,
            managers.map((manager) => act(deal, manager, "win", body)),
          );
        }),
    },
    {
      // One wins what another loses.
      weight: 2,
      run: (random: Random) =>
        known.using(random, executing, async (deal) => {
          const lost = { reason: "price", lostTo: goods.rival.id };
          await race(deal, [act(deal, managers[0], "win"), act(deal, managers[1], "lose", lost)]);
        }),
    },
    {
      weight: 4,
      run: (random: Random) =>
        known.using(random, won, async (deal) => {
          const reason = { reason: "客户退订" };
          await race(
            deal,
            managers.map((manager) => act(deal, manager, "undo-win", reason)),
          );
        }),
    },
    {
      weight: 2,
      run: (random: Random) =>
        known.using(random, executing, async (deal) => {
          await race(deal, [act(deal, managers[0], "lose", { reason: "no-budget" })]);
        }),
    },
    {
      weight: 2,
      run: (random: Random) =>
        known.using(
          random,
          ({ status }) => status === "lost",
          async (deal) => {
            await race(deal, [act(deal, managers[1], "reopen", { reason: "客户回心转意" })]);
          },
        ),
    },
    {
      weight: 1,
      run: (random: Random) =>
        known.using(random, won, async (deal) => {
          await race(deal, [act(deal, managers[0], "close")]);
        }),
    },
  ];
  return {
    acts,
    invariants: [
      { sentence: "of two who want what one can have, one gets it", broken: () => races },
      ...booksOfDeals(known.all),
    ],
    figures: (evidence: Evidence) => ({
      opportunities: evidence.of("opportunity").length,
      wins: known.all.reduce((sum, { wins }) => sum + wins, 0),
      "wins undone": known.all.reduce(
        (sum, { wins, status }) => sum + wins - Number(status === "won" || status === "closed"),
        0,
      ),
    }),
  };
}
