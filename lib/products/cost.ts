import type { Person } from "../access/directory.ts";
import { reach } from "../access/reach.ts";
import type { HistoryEntry } from "../resource/history.ts";
import type { Page } from "../table/page.ts";
import type { Product } from "./product.ts";

/** Who sees what a product costs us: those who keep the catalogue and those who read commission plans. */
function seesCost(caller: Person): boolean {
  return !reach(caller, "product", "update").none || !reach(caller, "commission-plan", "read").none;
}

/** A product as the caller may see it. */
export function shown(record: Product, caller: Person): Product {
  return seesCost(caller) ? record : { ...record, cost: undefined };
}

/** A page of products as the caller may see them. */
export function shownPage(page: Page<Product>, caller: Person): Page<Product> {
  return { ...page, items: page.items.map((record) => shown(record, caller)) };
}

/** A page of a product's history as the caller may see it. */
export function shownHistory(page: Page<HistoryEntry>, caller: Person): Page<HistoryEntry> {
  if (seesCost(caller)) return page;
  const withoutCost = (entry: HistoryEntry) => ({
    ...entry,
    changes: entry.changes.filter(({ field }) => field !== "cost"),
  });
  return { ...page, items: page.items.map(withoutCost) };
}
