import { addMonths } from "../../lib/time/calendar.ts";
import { addDays, instantIn, monthIn } from "../../lib/time/zone.ts";
import { clientOf } from "../makers/client.ts";
import { reconcile } from "./evidence.ts";
import { readMembers, statementsAddUp } from "./member-books.ts";
import { type Members, openMembers } from "./members.ts";
import type { Trial } from "./poison.ts";
import { hash, seeded } from "./random.ts";
import { chosen } from "./storm.ts";
import type { Victim } from "./victim.ts";
import type { World } from "./world.ts";

/** How much of it. */
export interface Rush {
  readonly movements: number;
  readonly writers: number;
  /** So few that writers meet. */
  readonly members: number;
  /** Of the whole product, on the way. */
  readonly kills: number;
}

export const RUSH: Rush = { movements: 10_000, writers: 32, members: 96, kills: 2 };
export const SHORT_RUSH: Rush = { movements: 300, writers: 32, members: 16, kills: 1 };

const ZONE = "Asia/Shanghai";

interface Scene {
  readonly victim: Victim;
  readonly world: World;
  readonly seed: number;
  readonly progress: (line: string) => void;
  /** Whether the clock stands at the end of a month, so that it can pass on the way: points of a year ago go then. */
  readonly expires: boolean;
}

/** What a rush came to. */
export interface Rushed {
  readonly figures: Readonly<Record<string, number | string>>;
  readonly trials: readonly Trial[];
}

/**
 * Many writers move the balances of few members, who buy, pay by stored value and points, top up with a bonus, are
 * refunded, redeem, leave and come back, while points of a year ago expire in the middle of it, requests are sent twice
 * and the product is killed: every ledger is its balance, and every balance what the writers were answered.
 */
export async function rush(scene: Scene, size: Rush): Promise<Rushed> {
  const { victim, world, expires } = scene;
  const { admin: person } = world.staff;
  const admin = clientOf(victim.url, person.token);
  const bands = [
    { from: 10_000, amount: 1_000 },
    { from: 20_000, basisPoints: 1_250 },
  ];
  await world.expect(world.ask(person, "PUT", "/settings/top-up-bonus", { bands }), 200);
  const before = world.unexpected.length;
  await world.moveClock(world.now());
  const month = monthIn(world.now(), ZONE);
  const members = openMembers(world);
  await Promise.all(Array.from({ length: size.members }, () => members.join()));
  const began = performance.now();
  const kills = await write(scene, size, members);
  const seconds = (performance.now() - began) / 1_000;
  await admin.post("/local/drain");
  const books = await readMembers(admin, members.ids());
  const months = [-12, 0, 1].map((count) => addMonths(month, count));
  const { checked, drifts } = await reconcile(victim.url, person.token, months, false);
  const { counts } = members;
  const lines = books.of("statement");
  const ofKind = (kind: string) => lines.filter((line) => line.kind === kind).length;
  return {
    figures: {
      "movements of members in the rush": counts.movements,
      "  writers at once, on so many members": `${size.writers} on ${size.members}`,
      "  seconds, kills of the product with them": `${seconds.toFixed(0)}, ${kills}`,
      "  decided again because another was faster": counts.again,
      "  sent twice at once under one key": counts.twice,
      "  refused by a rule": counts.refused,
      "  memberships ended, and joined again": counts.ended,
      "  lines of both ledgers, of which expired": `${lines.length}, ${ofKind("expired")}`,
      "  ledgers that are not their balance": statementsAddUp.broken(books).length,
      "  totals that reconciliation compared": checked,
    },
    trials: [
      ...[...members.invariants, statementsAddUp].map(({ sentence, broken }) => ({
        sentence: `after the rush ${sentence}`,
        broken: broken(books),
      })),
      {
        sentence: "after the rush no report has drifted",
        broken: drifts.map((drift) => JSON.stringify(drift)),
      },
      {
        sentence: "every answer in the rush is one that a caller may get",
        broken: world.unexpected.slice(before),
      },
      {
        sentence: `at least ${size.movements} movements${expires ? ", and points that expired among them" : ""}`,
        broken: counts.movements >= size.movements && (!expires || ofKind("expired") > 0) ? [] : ["fewer"],
      },
    ],
  };
}

/**
 * Twenty minutes before the month ends: soon after, points go whose last day it was. A clock that moved by days would wait
 * on the way for all that is being written.
 */
export function endOfMonth(now: Date): Date {
  return instantIn(addDays(`${addMonths(monthIn(now, ZONE), 1)}-01`, -1), "23:40", ZONE);
}

/** Writes until there are enough movements; the month ends half-way. @returns how often the product was killed */
async function write(
  { victim, world, seed, progress, expires }: Scene,
  { movements, writers, kills }: Rush,
  { acts, counts }: Members,
): Promise<number> {
  const dying: Promise<void>[] = [];
  let ending: Promise<void> | undefined;
  let told = 0;
  world.onAnswer = () => {
    if (counts.movements >= told + movements / 10) {
      told = counts.movements;
      progress(`${told} movements, decided again ${counts.again} times`);
    }
    if (expires && ending === undefined && counts.movements >= movements / 2)
      ending = world.moveClock(new Date(endOfMonth(world.now()).getTime() + 35 * 60_000));
    if (dying.length < kills && counts.movements >= (movements * (dying.length + 1)) / (kills + 1.5))
      dying.push(victim.kill("in a rush of movements"));
  };
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const random = seeded(hash(`${seed} rush ${writer}`));
      while (counts.movements < movements) await chosen(acts, random).run(random);
    }),
  );
  world.onAnswer = () => {};
  await Promise.all([...dying, ending]);
  return dying.length;
}

/** The proof of the proof: with balances that are written whatever version they were decided on, the sums must notice. */
export async function lostUpdates(victim: Victim, world: World): Promise<Trial> {
  const { admin } = world.staff;
  const customer = await world.expect(
    world.ask(admin, "POST", "/customers", { name: world.name("无守会员") }),
    201,
  );
  await world.expect(world.ask(admin, "POST", "/memberships", { customerId: customer?.id }), 201);
  await victim.order({ guard: "unversioned" });
  const amount = { amount: 100, currency: "CNY" };
  for (let tries = 0; tries < 3; tries += 1)
    await Promise.all(
      Array.from({ length: 16 }, () =>
        world.ask(admin, "POST", `/memberships/${customer?.id}/top-ups`, { amount }),
      ),
    );
  await victim.order({ guard: "kept" });
  const books = await readMembers(clientOf(victim.url, admin.token), [customer?.id]);
  const noticed = statementsAddUp.broken(books);
  return {
    sentence: `balances without their guard are noticed (${noticed.length} ways)`,
    broken: noticed.length > 0 ? [] : ["the sums of the ledgers do not notice lost updates"],
  };
}
