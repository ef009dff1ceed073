import type { Item } from "../../../lib/table/entity.ts";
import type { Json } from "../../makers/client.ts";
import { yuan } from "../../makers/deal.ts";
import type { Capability, Evidence } from "../capability.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";

/** What the writers were answered of a member, in minor units and points: several write the same one at once. */
interface Member {
  readonly customerId: string;
  stored: number;
  points: number;
  spend: number;
  purchases: number;
  movements: number;
}

/** Members who buy, top up, redeem and are refunded by several writers at once, however often the product dies. */
export function memberships(world: World): Capability {
  const { ask, expect } = world;
  const { admin } = world.staff;
  const members: Member[] = [];
  const spends: { readonly of: Member; readonly id: string; left: number }[] = [];

  const move = (of: Member, what: string, body: Json) =>
    ask(admin, "POST", `/memberships/${of.customerId}/${what}`, body);

  /** What an answer says has changed, by the parts that movements have. */
  function note(of: Member, change: Partial<Member>): void {
    of.stored += change.stored ?? 0;
    of.points += change.points ?? 0;
    of.spend += change.spend ?? 0;
    of.purchases += change.purchases ?? 0;
    of.movements += 1;
  }

  async function join(): Promise<boolean> {
    const made = await expect(
      ask(admin, "POST", "/customers", { name: world.name("会员"), kind: "person" }),
      201,
    );
    const customerId = made?.id;
    if (customerId === undefined) return true;
    const joined = await expect(ask(admin, "POST", "/memberships", { customerId }), 201);
    if (joined !== undefined)
      members.push({ customerId, stored: 0, points: 0, spend: 0, purchases: 0, movements: 0 });
    return true;
  }

  /** Two at once pay with the same stored value: together no more than there is. */
  async function spendTwice(random: Random): Promise<boolean> {
    if (members.length === 0) return false;
    const of = random.pick(members);
    const amounts = [random.between(1, 90), random.between(1, 90)];
    await Promise.all(
      amounts.map(async (amount) => {
        const pay = random.chance(0.5) ? { pay: { storedValue: yuan(amount) } } : {};
        const answer = await move(of, "spends", { amount: yuan(amount), ...pay });
        await expect(Promise.resolve(answer), 200, 422);
        if (answer.status !== 200) return;
        const { id, paid, earned } = answer.body;
        note(of, {
          stored: -paid.storedValue.amount,
          points: earned.points,
          spend: amount * 100,
          purchases: 1,
        });
        spends.push({ of, id, left: amount });
      }),
    );
    return true;
  }

  async function topUp(random: Random): Promise<boolean> {
    if (members.length === 0) return false;
    const of = random.pick(members);
    const amount = random.between(10, 300);
    const made = await expect(move(of, "top-ups", { amount: yuan(amount) }), 200);
    if (made !== undefined) note(of, { stored: amount * 100 + made.bonus.amount });
    return true;
  }

  /** Two at once ask for the same money back. */
  async function refundTwice(random: Random): Promise<boolean> {
    const open = spends.filter(({ left }) => left > 0);
    if (open.length === 0) return false;
    const spend = random.pick(open);
    const amount = random.between(1, spend.left);
    const body = { spendId: spend.id, amount: yuan(amount) };
    await Promise.all(
      [body, body].map(async (one) => {
        const answer = await move(spend.of, "refunds", one);
        await expect(Promise.resolve(answer), 200, 422);
        if (answer.status !== 200) return;
        const { of, returned, takenBack } = answer.body;
        spend.left = Math.min(spend.left, (of.amount.amount - of.refunded.amount) / 100);
        note(spend.of, {
          stored: returned.storedValue.amount,
          points: -takenBack.points,
          spend: -amount * 100,
          purchases: of.amount.amount === of.refunded.amount ? -1 : 0,
        });
      }),
    );
    return true;
  }

  async function redeem(random: Random): Promise<boolean> {
    if (members.length === 0) return false;
    const of = random.pick(members);
    const points = random.between(1, 120);
    const answer = await move(of, "point-redemptions", { points, for: "礼品" });
    await expect(Promise.resolve(answer), 200, 422);
    if (answer.status === 200) note(of, { points: -points });
    return true;
  }

  return {
    acts: [
      { weight: 2, run: join },
      { weight: 8, run: spendTwice },
      { weight: 3, run: topUp },
      { weight: 4, run: refundTwice },
      { weight: 3, run: redeem },
    ],
    invariants: [
      {
        sentence: "every member holds what the writers were answered, no more and no less",
        broken: (evidence) => members.flatMap((member) => differences(evidence, member)),
      },
      {
        sentence: "both statements of every member add up to the balances, and never fall below nothing",
        broken: (evidence) => evidence.of("membership").flatMap((item) => wrongSums(evidence, item)),
      },
    ],
    figures: (evidence) => ({
      members: evidence.of("membership").length,
      "movements of members": members.reduce((sum, { movements }) => sum + movements, 0),
      "lines of statements": evidence.of("statement").length,
    }),
  };
}

const itemOf = (evidence: Evidence, customerId: string): Json =>
  evidence.of("membership").find((item) => item.customerId === customerId);

function differences(evidence: Evidence, member: Member): string[] {
  const there = itemOf(evidence, member.customerId);
  if (there === undefined) return [`${member.customerId} is no member`];
  const { storedValue, points, qualification } = there;
  const is = {
    stored: storedValue.balance.amount,
    points: points.balance - points.owed,
    spend: qualification.spend.amount,
    purchases: qualification.purchases,
  };
  return Object.entries(is).flatMap(([name, value]) => {
    const told = member[name as keyof typeof is];
    return value === told ? [] : [`${member.customerId}: ${name} is ${value}, told ${told}`];
  });
}

function wrongSums(evidence: Evidence, membership: Item): string[] {
  const { id, storedValue, points }: Json = membership;
  const lines: Json[] = evidence.of("statement").filter(({ pk }) => pk === `statement#${id}`);
  const sum = (ledger: string, of: (line: Json) => number) =>
    lines.filter((line) => line.ledger === ledger).reduce((all, line) => all + of(line), 0);
  const sums = {
    "stored value": [sum("stored-value", ({ change }) => change.amount), storedValue.balance.amount],
    points: [sum("points", ({ change }) => change), points.balance],
    "owed points": [sum("points", ({ owedChange }) => owedChange), points.owed],
  };
  const below = lines.filter(({ balance }) => (balance.amount ?? balance) < 0);
  return [
    ...Object.entries(sums).flatMap(([name, [lined, held]]) =>
      lined === held ? [] : [`${id}: the lines of ${name} sum to ${lined}, it holds ${held}`],
    ),
    ...below.map(({ sk }) => `${id}: ${sk} is below nothing`),
  ];
}
