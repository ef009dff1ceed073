import type { Item } from "../../../lib/table/entity.ts";
import type { Evidence, Invariant } from "../capability.ts";
import { BANDS } from "../world.ts";
import type { Deal } from "./deals.ts";

const stands = ({ status }: { readonly status?: unknown }) => status === "won" || status === "closed";

/** What must be true of opportunities, their orders, customers and commission, seen from the records themselves. */
export function booksOfDeals(known: readonly Deal[]): Invariant[] {
  return [
    {
      sentence: "every opportunity is as its writers were told, no more and no fewer",
      broken(evidence) {
        const there = new Map(evidence.of("opportunity").map((item) => [String(item.id), item]));
        return known.flatMap(({ id, status, wins }) => {
          const found = there.get(id);
          const is = `${found?.status} after ${found?.winNumber} wins`;
          const told = `${status} after ${wins} wins`;
          return is === told ? [] : [`${id} is ${is}, its writers were told ${told}`];
        });
      },
    },
    {
      sentence: "one win per opportunity: an order for each win, one of them placed while it stands",
      broken(evidence) {
        const orders = Map.groupBy(evidence.of("order"), ({ opportunityId }) => String(opportunityId));
        return evidence.of("opportunity").flatMap((opportunity) => {
          const own = orders.get(String(opportunity.id)) ?? [];
          const wins = new Set(own.map(({ winNumber }) => winNumber)).size;
          const placed = own.filter(({ status }) => status === "placed").length;
          const right =
            own.length === opportunity.winNumber &&
            wins === own.length &&
            placed === Number(stands(opportunity));
          return right ? [] : [`${opportunity.id}: ${own.length} orders, ${placed} placed`];
        });
      },
    },
    {
      sentence: "the company's months equal its opportunities: won amount, deals, what is still open",
      broken: (evidence) => [
        ...months(evidence, "sales", stands, (item) => (item.booked as Item).month, {
          "m:wonAmount": amountOf,
          "m:deals": () => 1,
        }),
        ...months(
          evidence,
          "pipeline",
          ({ status }) => status === "executing",
          ({ expectedCloseOn }) =>
            expectedCloseOn === undefined ? "undated" : String(expectedCloseOn).slice(0, 7),
          { "m:amount": amountOf, "m:open": () => 1 },
        ),
      ],
    },
    {
      sentence: "customers count the wins that stand",
      broken(evidence) {
        const wins = Map.groupBy(evidence.of("opportunity").filter(stands), ({ customerId }) => customerId);
        return evidence.of("customer").flatMap(({ id, wins: counted, type }) => {
          const stand = wins.get(id)?.length ?? 0;
          return counted === stand && (type === "active") === stand > 0
            ? []
            : [`${id} is ${type} with ${counted} wins, ${stand} stand`];
        });
      },
    },
    { sentence: "monthly bands pay for what stands, whatever was undone on the way", broken: wrongBands },
  ];
}

const amountOf = ({ amount }: Item) => (amount as { amount: number }).amount;

function months(
  evidence: Evidence,
  ledger: string,
  counts: (item: Item) => boolean,
  monthOf: (item: Item) => unknown,
  measures: Record<string, (item: Item) => number>,
): string[] {
  const should = Map.groupBy(evidence.of("opportunity").filter(counts), (item) => String(monthOf(item)));
  const totals = evidence.of("total").filter((item) => item.ledger === ledger && item.level === 2);
  const is = new Map(totals.map((item) => [String((item.dimensions as Item).month), item]));
  return [...new Set([...should.keys(), ...is.keys()])].flatMap((month) =>
    Object.entries(measures).flatMap(([measure, of]) => {
      const right = (should.get(month) ?? []).reduce((sum, item) => sum + of(item), 0);
      const total = Number(is.get(month)?.[measure] ?? 0);
      return total === right ? [] : [`${ledger} ${month} ${measure.slice(2)}: ${total}, should be ${right}`];
    }),
  );
}

/** By hand, from the entries of the rule: what was sold and not taken back lies in the bands, from the first unit on. */
function wrongBands(evidence: Evidence): string[] {
  const entries = evidence.of("ledger").filter(({ rule }) => rule === BANDS.rule);
  const places = Map.groupBy(entries, ({ dimensions }) => {
    const { month, salesperson } = dimensions as Record<string, string>;
    return `${month} ${salesperson}`;
  });
  return [...places].flatMap(([place, own]) => {
    const sign: Record<string, number> = { booking: 1, reversal: -1, adjustment: 0 };
    const sold = own.reduce((sum, item) => sum + Number(item.sold) * (sign[String(item.purpose)] ?? 0), 0);
    const paid = own.reduce((sum, { measures }) => sum + ((measures as Item).commission as number), 0);
    const earned = BANDS.rate.bands.reduce((sum, band) => {
      const upTo = "to" in band ? band.to.amount : Number.POSITIVE_INFINITY;
      return sum + Math.max(0, Math.min(sold, upTo) - band.from.amount) * band.basisPoints;
    }, 0);
    const due = Math.floor(earned / 10_000 + 0.5);
    return paid === due ? [] : [`${place}: paid ${paid} for ${sold}, due ${due}`];
  });
}
