import type { Item } from "../../lib/table/entity.ts";
import type { Client, Json } from "../makers/client.ts";
import type { Evidence } from "./capability.ts";

/** Memberships and the lines of their statements. */
export type Books = Pick<Evidence, "of">;

/** What the writers were answered of a member, in minor units and points: several write the same one at once. */
export interface Member {
  readonly customerId: string;
  stored: number;
  points: number;
  spend: number;
  purchases: number;
}

/** Both statements of every member add up to the balances, and never fall below nothing. */
export const statementsAddUp = {
  sentence:
    "both statements of every member add up to the balances, line by line, and never fall below nothing",
  broken: (evidence: Books): string[] => {
    const lines = Map.groupBy(evidence.of("statement"), ({ pk }) => String(pk));
    return evidence
      .of("membership")
      .flatMap((item) => wrongSums(item, lines.get(`statement#${item.id}`) ?? []));
  },
};

/** What is known of members by the API alone: a table of a hundred thousand items takes minutes to look through. */
export async function readMembers(client: Client, customerIds: readonly string[]): Promise<Books> {
  const memberships: Item[] = [];
  const lines: Item[] = [];
  for (const customerId of customerIds) {
    const path = `/memberships/${customerId}`;
    const { body } = await client.get(path);
    memberships.push(body);
    for (const ledger of ["stored-value", "points"]) {
      const newestFirst = await client.all(`${path}/entries?ledger=${ledger}`);
      for (const [index, line] of newestFirst.toReversed().entries())
        lines.push({
          ...line,
          pk: `statement#${body.id}`,
          sk: `${ledger}#${String(index).padStart(6, "0")}`,
        });
    }
  }
  const of = (entity: string) => (entity === "membership" ? memberships : lines);
  return { of };
}

/** Where a member holds other than the writers were answered. */
export function differences(evidence: Books, member: Member): string[] {
  const there: Json = evidence.of("membership").find(({ customerId }) => customerId === member.customerId);
  if (there === undefined) return [`${member.customerId} is no member`];
  const { storedValue, points, qualification } = there;
  const lines: Json[] = evidence.of("statement").filter(({ pk }) => pk === `statement#${there.id}`);
  const expired = lines
    .filter(({ kind }) => kind === "expired")
    .reduce((sum: number, { change }) => sum + change, 0);
  const is = {
    stored: storedValue.balance.amount,
    points: points.balance - points.owed - expired,
    spend: qualification.spend.amount,
    purchases: qualification.purchases,
  };
  return Object.entries(is).flatMap(([name, value]) => {
    const told = member[name as keyof typeof is];
    return value === told ? [] : [`${member.customerId}: ${name} is ${value}, told ${told}`];
  });
}

function wrongSums(membership: Item, items: readonly Item[]): string[] {
  const { id, storedValue, points }: Json = membership;
  const lines: Json[] = items.toSorted((one, other) => (String(one.sk) < String(other.sk) ? -1 : 1));
  const of = (name: string) => lines.filter(({ ledger }) => ledger === name);
  return [
    ...wrongLines(
      `${id}: stored value`,
      of("stored-value").map(({ change, balance }) => [change.amount, balance.amount]),
      storedValue.balance.amount,
    ),
    ...wrongLines(
      `${id}: points`,
      of("points").map(({ change, balance }) => [change, balance]),
      points.balance,
    ),
    ...wrongLines(
      `${id}: owed points`,
      of("points").map(({ owedChange, owed }) => [owedChange, owed]),
      points.owed,
    ),
    ...(points.lots.reduce((sum: number, lot: Json) => sum + lot.points, 0) === points.balance
      ? []
      : [`${id}: its lots are not its points`]),
  ];
}

function wrongLines(what: string, lines: readonly (readonly [number, number])[], held: number): string[] {
  let sum = 0;
  let below = 0;
  let off = 0;
  for (const [change, balance] of lines) {
    sum += change;
    if (balance < 0) below += 1;
    if (balance !== sum) off += 1;
  }
  return [
    ...(sum === held ? [] : [`${what}: the lines sum to ${sum}, it holds ${held}`]),
    ...(off === 0 ? [] : [`${what}: ${off} lines tell another balance than those before them sum to`]),
    ...(below === 0 ? [] : [`${what}: ${below} lines are below nothing`]),
  ];
}
