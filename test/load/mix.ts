import type { Branch } from "./branch.ts";
import { countAudience, listCampaigns, listCareMails, previewBirthdays } from "./care-desk.ts";
import { changeDeal, completeVisit, createDeal, planVisit, winDeal } from "./desk.ts";
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
import { answer, assign, complain, receive, resolve, settle, start } from "./service-desk.ts";
import {
  findCard,
  findCardByNumber,
  listComplaints,
  listWaiting,
  listWork,
  readRequest,
  serviceReport,
  suggestions,
} from "./service-reads.ts";
import { buy, join, redeem, refund, topUp } from "./shop-desk.ts";
import {
  findMember,
  readMembership,
  readStatement,
  readValue,
  reportMemberships,
  reportValue,
} from "./shop-reads.ts";
import { completeDelivery, planDelivery } from "./stock-desk.ts";

/** A request that a working day is made of, and its share in a thousand. */
export interface Act {
  readonly name: string;
  readonly share: number;
  readonly kind: "read" | "write";
  readonly run: (branch: Branch) => Promise<unknown>;
}

type Shared<Desk> = readonly [name: string, share: number, run: (desk: Desk) => Promise<unknown>];

function at<K extends keyof Branch>(kind: Act["kind"], desk: K, acts: readonly Shared<Branch[K]>[]): Act[] {
  return acts.map(([name, share, run]) => ({ name, share, kind, run: (branch) => run(branch[desk]) }));
}

/** A mixed working day of a company that sells, delivers, serves and keeps shops: four reads to a write. */
export const WORKING_DAY: readonly Act[] = [
  ...at("read", "sales", [
    ["list customers", 50, listCustomers],
    ["read a customer", 60, readCustomer],
    ["find by name", 30, findByName],
    ["find by phone", 25, findByPhone],
    ["overview", 60, readOverview],
    ["list opportunities", 45, listDeals],
    ["read an opportunity", 45, readDeal],
    ["my tasks", 40, listTasks],
    ["follow-ups", 15, listVisits],
    ["products", 15, listProducts],
    ["performance", 10, report("/reports/performance")],
    ["commission", 5, report("/reports/commission")],
    ["forecast", 10, report("/reports/forecast")],
    ["product sales", 5, report("/reports/product-sales")],
    ["win and loss", 5, report("/reports/win-loss")],
    ["stalled", 10, report("/reports/stalled")],
  ]),
  ...at("read", "service", [
    ["find a card by its serial number", 35, findCard],
    ["find a card by its number", 25, findCardByNumber],
    ["read a service request", 60, readRequest],
    ["a technician's work", 30, listWork],
    ["requests that wait", 20, listWaiting],
    ["suggestions", 20, suggestions],
    ["open complaints", 15, listComplaints],
    ["satisfaction", 5, serviceReport("/reports/satisfaction")],
    ["response times", 5, serviceReport("/reports/response-times")],
    ["complaints", 5, serviceReport("/reports/complaints")],
  ]),
  ...at("read", "shop", [
    ["read a membership", 70, readMembership],
    ["find a member", 20, findMember],
    ["statement", 35, readStatement],
    ["value of a customer", 5, readValue],
    ["memberships", 5, reportMemberships],
    ["customer value", 5, reportValue],
  ]),
  ...at("read", "care", [
    ["who has their birthday", 3, previewBirthdays],
    ["care mails", 3, listCareMails],
    ["campaigns", 2, listCampaigns],
    ["an audience", 2, countAudience],
  ]),
  ...at("write", "sales", [
    ["create an opportunity", 22, createDeal],
    ["change an opportunity", 28, changeDeal],
    ["plan a follow-up", 18, planVisit],
    ["complete a follow-up", 14, completeVisit],
    ["win", 13, winDeal],
  ]),
  ...at("write", "stock", [
    ["plan a delivery", 10, planDelivery],
    ["deliver", 10, completeDelivery],
  ]),
  ...at("write", "service", [
    ["receive a request", 10, receive],
    ["assign a request", 9, assign],
    ["begin the work", 9, start],
    ["resolve a request", 9, resolve],
    ["rate a service", 9, answer],
    ["take in a complaint", 5, complain],
    ["close a complaint", 4, settle],
  ]),
  ...at("write", "shop", [
    ["buy", 17, buy],
    ["top up", 6, topUp],
    ["refund", 3, refund],
    ["redeem points", 3, redeem],
    ["become a member", 1, join],
  ]),
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
