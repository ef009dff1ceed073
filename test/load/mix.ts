import { changeDeal, completeVisit, createDeal, type Desk, planVisit, winDeal } from "./desk.ts";
import {
  findByName,
  findByPhone,
  listCustomers,
  listDeals,
  listProducts,
  listTasks,
  listVisits,
  readCustomer,
  readDeal,
  readOverview,
  report,
} from "./reads.ts";

/** A request that a working day is made of, and its share in a hundred. */
export interface Act {
  readonly name: string;
  readonly share: number;
  readonly kind: "read" | "write";
  readonly run: (desk: Desk) => Promise<unknown>;
}

const read = (name: string, share: number, run: Act["run"]): Act => ({ name, share, kind: "read", run });
const write = (name: string, share: number, run: Act["run"]): Act => ({ name, share, kind: "write", run });

/** A mixed working day: four reads to a write. */
export const WORKING_DAY: readonly Act[] = [
  read("list customers", 9, listCustomers),
  read("read a customer", 12, readCustomer),
  read("find by name", 6, findByName),
  read("find by phone", 4, findByPhone),
  read("overview", 12, readOverview),
  read("list opportunities", 8, listDeals),
  read("read an opportunity", 8, readDeal),
  read("my tasks", 7, listTasks),
  read("follow-ups", 3, listVisits),
  read("products", 3, listProducts),
  read("performance", 2, report("/reports/performance")),
  read("commission", 1, report("/reports/commission")),
  read("forecast", 2, report("/reports/forecast")),
  read("product sales", 1, report("/reports/product-sales")),
  read("win and loss", 1, report("/reports/win-loss")),
  read("stalled", 1, report("/reports/stalled")),
  write("create an opportunity", 5, createDeal),
  write("change an opportunity", 6, changeDeal),
  write("plan a follow-up", 4, planVisit),
  write("complete a follow-up", 3, completeVisit),
  write("win", 2, winDeal),
];

/** Acts in an order that mixes them and is the same in every run; each comes as often as its share says. */
export function shuffled(acts: readonly Act[], start: number): () => Act {
  const round = acts.flatMap((act) => Array.from({ length: act.share }, () => act));
  // A stride without a common factor with the length meets every act once a round.
  const stride = strideFor(round.length);
  let at = start * 7;
  return () => {
    at += stride;
    return round[at % round.length]!;
  };
}

function strideFor(length: number): number {
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b));
  let stride = Math.max(1, Math.round(length * 0.382));
  while (common(stride, length) !== 1) stride += 1;
  return stride;
}
