import { NONE } from "../ids/id.ts";
import { type Money, split } from "../money/money.ts";
import type { PricedLine } from "../opportunities/line.ts";
import { productLedger, purchaseLedger, salesLedger } from "./ledgers.ts";
import type { Posting } from "./posting.ts";
import { purchaseMeasures } from "./purchases.ts";

/** A member of the team that won a deal. */
export interface Member {
  readonly userId: string;
  readonly departmentId: string | undefined;
  /** Basis points. */
  readonly share: number;
  /** Takes the remainder, and the deal counts as theirs. */
  readonly isLead: boolean;
}

/** A deal that was won, as the ledgers see it. */
export interface Sale {
  /** Opportunity and win number: part of the name of everything that is booked, so that nothing is booked twice. */
  readonly of: string;
  /** Month in the company's zone. */
  readonly month: string;
  readonly customerId: string;
  readonly lines: readonly PricedLine[];
  readonly amount: Money;
  /** Whole days from the beginning of the work to the win. */
  readonly cycleDays: number;
  /** Kept with every entry, for those who follow a figure to its records. */
  readonly details: SaleDetails;
}
export interface SaleDetails {
  readonly opportunityId: string;
  readonly opportunityNumber: string;
  readonly winNumber: number;
  readonly orderId: string;
  readonly customerId: string;
  readonly wonAt: string;
  readonly currency: string;
}

/** What a win books besides its commission: a sale for each member, the products, and the customer's purchase (DOMAIN §4). */
export function salePostings(sale: Sale, team: readonly Member[]): Posting[] {
  return [...memberPostings(sale, team), ...productPostings(sale, team), purchasePosting(sale)];
}

function memberPostings({ of, month, amount, cycleDays, details }: Sale, team: readonly Member[]): Posting[] {
  const lead = team.findIndex(({ isLead }) => isLead);
  const parts = split(
    amount.amount,
    team.map(({ share }) => share),
    lead,
  );
  return team.flatMap(({ userId, departmentId, share, isLead }, index): Posting[] => {
    const wonAmount = parts[index] ?? 0;
    if (wonAmount === 0 && share === 0 && !isLead) return [];
    return [
      {
        ledger: salesLedger.name,
        dimensions: { month, department: departmentId ?? NONE, salesperson: userId },
        name: `sale#${of}`,
        measures: { wonAmount, ...(isLead && { deals: 1, cycleDays }) },
        month,
        details: { ...details, kind: "sale", share },
      },
    ];
  });
}

/** Lines of one product are one sale of it. */
function productPostings({ of, month, lines, details }: Sale, team: readonly Member[]): Posting[] {
  const lead = team.find(({ isLead }) => isLead);
  if (lead === undefined) throw new Error(`nobody leads the team of ${of}`);
  const { userId: salesperson, departmentId: department = NONE } = lead;
  return [...Map.groupBy(lines, ({ productId }) => productId)].map(([product, sold]) => ({
    ledger: productLedger.name,
    dimensions: { month, department, salesperson, product },
    name: `product#${of}`,
    measures: {
      quantity: sold.reduce((sum, { quantity }) => sum + quantity, 0),
      amount: sold.reduce((sum, line) => sum + line.amount.amount, 0),
      deals: 1,
    },
    month,
    details: {
      ...details,
      kind: "product",
      productName: sold[0]?.productName,
    },
  }));
}

function purchasePosting({ of, month, customerId, amount, details }: Sale): Posting {
  return {
    ledger: purchaseLedger.name,
    dimensions: { customer: customerId },
    name: `purchase#${of}`,
    measures: purchaseMeasures(month, amount.amount),
    month,
    details: { ...details, kind: "purchase" },
  };
}
