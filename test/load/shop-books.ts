import type { Json } from "../makers/client.ts";
import type { Entry } from "./books.ts";
import type { Branch } from "./branch.ts";
import { type Line, Wrong } from "./requests.ts";
import { holds, type Member, type ShopBooks } from "./shop-desk.ts";

/** What moved with memberships, spend by tier, and the balances of every member. */
export async function shopBooks(
  admin: Line,
  books: ShopBooks,
  branches: readonly Branch[],
): Promise<Entry[]> {
  const { rows, total }: Json = await admin.send("GET", "/reports/memberships", 200);
  const members = branches.flatMap(({ shop }) => shop.members);
  let right = 0;
  for (const member of members) right += Number(await isRight(admin, member));
  const spend = rows.map(
    (row: Json): Entry => [
      `spend of members who were ${row.tier}`,
      books.spend.get(row.tier) ?? 0,
      row.spend.amount,
    ],
  );
  const tiers = rows.map(
    (row: Json): Entry => [
      `members who are ${row.tier}`,
      members.filter(({ tier }) => tier === row.tier).length,
      row.members,
    ],
  );
  return [
    ["members", books.members, total.members],
    ["members with stored value, points, spend and tier as their shops know them", members.length, right],
    ["purchases less those given back", books.purchases, total.purchases],
    ["amount topped up", books.toppedUp, total.toppedUp.amount],
    ["bonus of top-ups", books.bonus, total.bonus.amount],
    ["amount refunded", books.refunded, total.refunded.amount],
    ["points earned", books.pointsEarned, total.pointsEarned],
    ["points redeemed", books.pointsRedeemed, total.pointsRedeemed],
    ...spend,
    ...tiers,
  ];
}

async function isRight(admin: Line, member: Member): Promise<boolean> {
  try {
    holds(await admin.send("GET", `/memberships/${member.customerId}`, 200), member);
    return true;
  } catch (error) {
    if (error instanceof Wrong) return false;
    throw error;
  }
}
