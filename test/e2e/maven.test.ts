import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { figuresOf, rowsOf } from "../data/figures.ts";
import { bringsItsDealsAlong, isThere, MAVEN } from "../data/sales-year.ts";
import { isDeployed } from "../deployed/deployment.ts";
import type { Json } from "../makers/client.ts";

/** Of a year of 8,800 deals of 35 people under 6 managers, every thirty-second; `npm run test:data` takes them all. */
const EVERY = 32;

const here = isThere && !isDeployed();

describe.skipIf(!here)("a company that brings its deals along", () => {
  if (!here) return;
  const folder = mkdtempSync(join(tmpdir(), "deals-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  for (const file of ["accounts.csv", "products.csv", "sales_teams.csv"])
    copyFileSync(join(MAVEN, file), join(folder, file));
  const lines = readFileSync(join(MAVEN, "sales_pipeline.csv"), "utf8").trimEnd().split("\n");
  const some = lines.filter((_, line) => line === 0 || line % EVERY === 1);
  writeFileSync(join(folder, "sales_pipeline.csv"), `${some.join("\n")}\n`);

  it("knows what all of them come to", () => {
    const totals: Json = JSON.parse(readFileSync(join(MAVEN, "expected.json"), "utf8"));
    const { deals, accounts, accounts_won, cycle_days_won, closed_by_manager, closed_by_product, ...same } =
      figuresOf(MAVEN);
    expect([deals, accounts, cycle_days_won]).toEqual([
      totals.rows.sales_pipeline,
      totals.rows.accounts,
      totals.sales_cycle_days.sum_won,
    ]);
    expect(accounts_won).toBe(Object.keys(totals.won_value_by_account).length);
    const closed = (rates: Json) =>
      Object.fromEntries(Object.entries<Json>(rates).map(([name, { won, lost }]) => [name, [won, lost]]));
    expect(closed_by_manager).toEqual(closed(totals.win_rate_by_manager));
    expect(closed_by_product).toEqual(closed(totals.win_rate_by_product));
    const { Engaging, Prospecting } = totals.open_list_value;
    expect({ ...totals, open_list_value: Engaging + Prospecting }).toMatchObject(same);
    expect(rowsOf(folder, "sales_pipeline.csv")).toHaveLength(deals / EVERY);
  });

  bringsItsDealsAlong({ folder, figures: figuresOf(folder), options: ["--rows", "25"], killedAt: 50 });
});
