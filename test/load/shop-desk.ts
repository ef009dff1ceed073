import type { Json } from "../makers/client.ts";
import { yuan } from "../makers/deal.ts";
import { one } from "./reads.ts";
import type { Line } from "./requests.ts";
import { must } from "./requests.ts";

/** What all shops must find in the books at the end of the day; amounts in minor units. */
export interface ShopBooks {
  members: number;
  purchases: number;
  toppedUp: number;
  bonus: number;
  refunded: number;
  pointsEarned: number;
  pointsRedeemed: number;
  /** By the tier that members had when they bought. */
  readonly spend: Map<string, number>;
}

/** A purchase that may be given back: what it cost and moved. */
interface Purchase {
  readonly id: string;
  readonly amount: number;
  readonly stored: number;
  readonly worth: number;
  readonly earned: number;
}

/** A member as the shop left them; amounts in minor units. */
export interface Member {
  readonly customerId: string;
  readonly number: string;
  tier: string;
  stored: number;
  /** What they owe taken off. */
  points: number;
  spend: number;
  purchases: number;
  readonly bought: Purchase[];
}

/** A shop with its members: they buy nowhere else, so that every balance is known. */
export interface ShopDesk {
  readonly line: Line;
  readonly manager: Line;
  readonly books: ShopBooks;
  readonly members: Member[];
  /** Customers of the house who are no members yet. */
  readonly guests: string[];
}

/** As the product ships them: minor units a point and what tiers earn, and what a point pays. */
const EARNS: Readonly<Record<string, number>> = { regular: 1, advanced: 1, vip: 2, "supreme-vip": 3 };
const UNIT = 100;

/** What `served.ts` sets: so much is given with a top-up from so much on. */
export const BONUS = { from: 100_000, amount: 10_000 } as const;

const SUMS = [12_345, 3_600, 88_000, 9_999, 45_050];
let turn = 0;

/** A guest becomes a member; a member buys where there is none. */
export async function join(desk: ShopDesk): Promise<void> {
  const { line, guests, members, books } = desk;
  const customerId = guests.shift();
  if (customerId === undefined) return buy(desk);
  const made: Json = await line.send("POST", "/memberships", 201, { customerId });
  const { number, tier } = made;
  const member = { customerId, number, tier, stored: 0, points: 0, spend: 0, purchases: 0, bought: [] };
  holds(made, member);
  members.push(member);
  books.members += 1;
}

export async function topUp({ line, members, books }: ShopDesk): Promise<void> {
  const member = one(members);
  const amount = turn++ % 3 === 0 ? BONUS.from : 30_000;
  const bonus = amount >= BONUS.from ? BONUS.amount : 0;
  const made = await move(line, member, "top-ups", { amount: yuan(amount / 100) });
  must(made.bonus.amount === bonus, "a top-up has its bonus");
  member.stored += amount + bonus;
  books.toppedUp += amount;
  books.bonus += bonus;
  holds(made.membership, member);
}

/** A member buys: half of it by stored value where that reaches, some of it by points. */
export async function buy({ line, members, books }: ShopDesk): Promise<void> {
  const member = one(members);
  const amount = one(SUMS);
  const half = Math.floor(amount / 2);
  const stored = member.stored >= half ? half : 0;
  const worth = turn++ % 4 === 0 && member.points >= 500 ? 500 : 0;
  const pay = {
    ...(stored > 0 && { storedValue: { amount: stored, currency: "CNY" } }),
    ...(worth > 0 && { points: worth }),
  };
  const made = await move(line, member, "spends", { amount: { amount, currency: "CNY" }, pay });
  const counted = amount - worth;
  const earned = Math.floor((counted * (EARNS[member.tier] ?? 1)) / UNIT);
  must(made.earned.points === earned, "a purchase earns what its member's tier earns");
  books.purchases += 1;
  books.spend.set(member.tier, (books.spend.get(member.tier) ?? 0) + amount);
  books.pointsEarned += earned;
  books.pointsRedeemed += worth;
  member.bought.push({ id: made.id, amount, stored, worth, earned });
  member.stored -= stored;
  member.points += earned - worth;
  member.spend += counted;
  member.purchases += 1;
  member.tier = made.membership.tier;
  holds(made.membership, member);
}

/** A member gives the whole of a purchase back; buys where there is none. */
export async function refund(desk: ShopDesk): Promise<void> {
  const member = desk.members.find(({ bought }) => bought.length > 2);
  const purchase = member?.bought.shift();
  if (member === undefined || purchase === undefined) return buy(desk);
  const { id, amount, stored, worth, earned } = purchase;
  const made = await move(desk.line, member, "refunds", { spendId: id });
  must(made.returned.storedValue.amount === stored, "a refund gives back the stored value that was paid");
  must(made.returned.points === worth, "a refund gives back the points that were paid");
  must(made.takenBack.points === earned, "a refund takes back what the purchase earned");
  desk.books.refunded += amount;
  desk.books.purchases -= 1;
  member.stored += stored;
  member.points += worth - earned;
  member.spend -= amount - worth;
  member.purchases -= 1;
  member.tier = made.membership.tier;
  holds(made.membership, member);
}

/** A member takes something for points, or buys without enough of them. */
export async function redeem(desk: ShopDesk): Promise<void> {
  const member = one(desk.members);
  const points = 80;
  if (member.points < points) return buy(desk);
  const made = await move(desk.line, member, "point-redemptions", { points, for: "保温杯一只" });
  member.points -= points;
  desk.books.pointsRedeemed += points;
  holds(made.membership, member);
}

function move(line: Line, { customerId }: Member, what: string, body: Json): Promise<Json> {
  return line.send("POST", `/memberships/${customerId}/${what}`, 200, body);
}

/** A membership shows what its shop knows. @throws Wrong */
export function holds({ storedValue, points, qualification, tier }: Json, member: Member): void {
  must(storedValue.balance.amount === member.stored, "a member's stored value is what the shop knows");
  must(points.balance - points.owed === member.points, "a member's points are what the shop knows");
  must(qualification.spend.amount === member.spend, "a member's spend is what the shop knows");
  must(qualification.purchases === member.purchases, "a member's purchases are what the shop knows");
  must(tier === member.tier, "a member's tier is what the shop knows");
}
