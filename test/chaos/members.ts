import { addMonths } from "../../lib/time/calendar.ts";
import { monthIn } from "../../lib/time/zone.ts";
import type { Answer, Json } from "../makers/client.ts";
import { yuan } from "../makers/deal.ts";
import type { Act } from "./capability.ts";
import { type Books, differences, type Member } from "./member-books.ts";
import type { Random } from "./random.ts";
import type { World } from "./world.ts";

/** A purchase or a top-up that may be refunded. */
interface Refundable {
  readonly of: Member;
  readonly as: "spendId" | "topUpId";
  readonly id: string;
  /** Minor units. */
  left: number;
}

/** Members, those who write them, and what must be true of them. */
export interface Members {
  /** Their customers. */
  ids(): readonly string[];
  /** Somebody new. */
  join(): Promise<boolean>;
  readonly acts: readonly Act[];
  readonly invariants: readonly {
    readonly sentence: string;
    readonly broken: (books: Books) => readonly string[];
  }[];
  readonly counts: {
    movements: number;
    refused: number;
    /** Decisions that were taken again because another writer was faster. */
    again: number;
    /** Requests that were sent twice at once under one key. */
    twice: number;
    ended: number;
  };
}

/** Calls of a movement that nobody disturbs: the membership, and the transaction. */
const UNDISTURBED = 2;

const ZONE = "Asia/Shanghai";

/** Members who buy, top up, redeem, are refunded, leave and come back, by several writers at once. */
export function openMembers(world: World): Members {
  const { ask, expect } = world;
  const { admin } = world.staff;
  const members: Member[] = [];
  const refundable: Refundable[] = [];
  const counts = { movements: 0, refused: 0, again: 0, twice: 0, ended: 0 };
  /** A year ago: what was earned then expires at the end of this month. */
  const yearAgo = `${addMonths(monthIn(world.now(), ZONE), -12)}-15`;

  /** What a movement answered; sometimes it is sent twice at once, and answered once. */
  async function move(of: Member, what: string, body: Json, random: Random): Promise<Json | undefined> {
    const path = `/memberships/${of.customerId}/${what}`;
    const isTwice = random.chance(0.15);
    const answers = isTwice
      ? await world.askTwice(admin, path, body)
      : [await ask(admin, "POST", path, body)];
    if (isTwice) counts.twice += 1;
    for (const answer of answers) {
      count(answer);
      // 404: another writer has ended the membership.
      await expect(Promise.resolve(answer), 200, 422, 404);
    }
    // A refusal is not kept under its key: of two at once the later may find a balance that lets it.
    const [first, second] = answers.toSorted((a, b) => a.status - b.status);
    if (first?.status !== 200) return undefined;
    if (second?.status === 200 && second.body?.id !== first.body?.id) await expect(Promise.resolve(second));
    counts.movements += 1;
    return first.body;
  }

  function count({ status, calls, headers }: Answer): void {
    if (status !== 200) counts.refused += 1;
    else if (headers.get("idempotent-replayed") === null)
      counts.again += Math.max(0, Number(calls) - UNDISTURBED);
  }

  /** What an answer says has changed. */
  function note(of: Member, change: Partial<Member>): void {
    of.stored += change.stored ?? 0;
    of.points += change.points ?? 0;
    of.spend += change.spend ?? 0;
    of.purchases += change.purchases ?? 0;
  }

  async function join(): Promise<boolean> {
    const made = await expect(
      ask(admin, "POST", "/customers", { name: world.name("会员"), kind: "person" }),
      201,
    );
    const customerId = made?.id;
    if (customerId === undefined) return true;
    const body = { customerId, joinedOn: yearAgo };
    const joined = await expect(ask(admin, "POST", "/memberships", body), 201);
    if (joined !== undefined) members.push({ customerId, stored: 0, points: 0, spend: 0, purchases: 0 });
    return true;
  }

  /** Does something for somebody; nothing before the first has joined. */
  const forOne = (work: (of: Member, random: Random) => Promise<unknown>) => async (random: Random) => {
    if (members.length === 0) return false;
    await work(random.pick(members), random);
    return true;
  };

  async function spend(of: Member, random: Random): Promise<void> {
    const amount = random.between(1, 90) * 100;
    const way = random.next();
    const said = {
      amount: fen(amount),
      ...(way < 0.35 && { pay: { storedValue: fen(amount) } }),
      ...(way > 0.85 && { pay: { points: random.between(1, amount) } }),
      ...(random.chance(0.25) && { at: `${yearAgo}T04:00:00.000Z` }),
    };
    const done = await move(of, "spends", said, random);
    if (done === undefined) return;
    const { id, paid, earned } = done;
    note(of, {
      stored: -paid.storedValue.amount,
      points: earned.points - paid.points,
      spend: amount - paid.worth.amount,
      purchases: 1,
    });
    refundable.push({ of, as: "spendId", id, left: amount });
  }

  /** Two at once pay with the same stored value: together no more than there is. */
  const spendTwice = forOne((of, random) => Promise.all([spend(of, random), spend(of, random)]));

  const topUp = forOne(async (of, random) => {
    const amount = random.between(10, 300) * 100;
    const done = await move(of, "top-ups", { amount: fen(amount) }, random);
    if (done === undefined) return;
    note(of, { stored: amount + done.bonus.amount });
    refundable.push({ of, as: "topUpId", id: done.id, left: amount });
  });

  /** Two at once ask for the same money back. */
  async function refundTwice(random: Random): Promise<boolean> {
    const open = refundable.slice(-400).filter(({ left }) => left > 0);
    if (open.length === 0) return false;
    const of = random.pick(open);
    const amount = random.between(1, of.left);
    const body = { [of.as]: of.id, amount: fen(amount) };
    await Promise.all([refund(of, body, amount, random), refund(of, body, amount, random)]);
    return true;
  }

  async function refund(what: Refundable, body: Json, amount: number, random: Random): Promise<void> {
    const done = await move(what.of, "refunds", body, random);
    if (done === undefined) return;
    const { of, returned, takenBack } = done;
    what.left = Math.min(what.left, of.amount.amount - of.refunded.amount);
    if (what.as === "topUpId") return note(what.of, { stored: -amount - takenBack.bonus.amount });
    const { storedValue, elsewhere, points } = returned;
    const isWhole = of.amount.amount === of.refunded.amount;
    note(what.of, {
      stored: storedValue.amount,
      points: points - takenBack.points,
      // What points paid never counted.
      spend: -(storedValue.amount + elsewhere.amount),
      purchases: isWhole ? -1 : 0,
    });
  }

  const redeem = forOne(async (of, random) => {
    const points = random.between(1, 120);
    const done = await move(of, "point-redemptions", { points, for: "礼品" }, random);
    if (done !== undefined) note(of, { points: -points });
  });

  /** Leaves with what is there, and comes back: several may try, and what moved meanwhile is a refusal. */
  const leave = forOne(async (of, random) => {
    const { body } = await ask(admin, "GET", `/memberships/${of.customerId}`);
    const { balance, bonus } = body.storedValue ?? {};
    const paidOut = balance === undefined ? 0 : balance.amount - bonus.amount;
    const said = { reason: "退会", ...(paidOut > 0 && { paidOut: fen(paidOut) }) };
    const done = await move(of, "end", said, random);
    if (done === undefined) return;
    counts.ended += 1;
    const { forfeited, forgiven, qualification } = done;
    note(of, {
      stored: -done.paidOut.amount - forfeited.bonus.amount,
      points: forgiven - forfeited.points,
      spend: -qualification.spend.amount,
      purchases: -qualification.purchases,
    });
    const again = { customerId: of.customerId, joinedOn: yearAgo };
    await expect(ask(admin, "POST", "/memberships", again), 201);
  });

  return {
    ids: () => members.map(({ customerId }) => customerId),
    join,
    counts,
    acts: [
      { weight: 8, run: spendTwice },
      { weight: 4, run: topUp },
      { weight: 4, run: refundTwice },
      { weight: 3, run: redeem },
      { weight: 0.1, run: leave },
    ],
    invariants: [
      {
        sentence: "every member holds what the writers were answered, no more and no less",
        broken: (books) => members.flatMap((member) => differences(books, member)),
      },
    ],
  };
}

const fen = (amount: number) => ({ ...yuan(0), amount });
