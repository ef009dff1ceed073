import { readFileSync } from "node:fs";
import { join } from "node:path";

type Row = Readonly<Record<string, string>>;

/** What a sales year comes to, in whole dollars; names as in the data's own totals. */
export type Figures = ReturnType<typeof figuresOf>;

/** The figures of deals, added up from the files' own words. */
export function figuresOf(folder: string, deals = rowsOf(folder, "sales_pipeline.csv")) {
  const managers = new Map(rowsOf(folder, "sales_teams.csv").map((row) => [row.sales_agent, row.manager]));
  const prices = new Map(rowsOf(folder, "products.csv").map((row) => [row.product, Number(row.sales_price)]));
  const [won, lost] = [deals.filter(stageIs("Won")), deals.filter(stageIs("Lost"))];
  const open = deals.filter(({ deal_stage }) => deal_stage !== "Won" && deal_stage !== "Lost");
  const product = (row: Row) => (row.product === "GTXPro" ? "GTX Pro" : (row.product ?? ""));
  const month = (row: Row) => row.close_date?.slice(0, 7) ?? "";
  const manager = (row: Row) => managers.get(row.sales_agent) ?? "";
  const value = (row: Row) => Number(row.close_value);
  const closedBy = (key: (row: Row) => string) =>
    byKey([...won, ...lost], key, (rows) => [
      rows.filter(stageIs("Won")).length,
      rows.filter(stageIs("Lost")).length,
    ]);
  return {
    deals: deals.length,
    accounts: rowsOf(folder, "accounts.csv").length,
    accounts_won: new Set(won.map(({ account }) => account)).size,
    stage_counts: { Won: won.length, Lost: lost.length },
    won_total_close_value: sum(won, value),
    cycle_days_won: sum(won, (row) => days(row.engage_date, row.close_date)),
    won_value_by_month: byKey(won, month, (rows) => sum(rows, value)),
    won_count_by_month: byKey(won, month, (rows) => rows.length),
    closed_count_by_month: byKey([...won, ...lost], month, (rows) => rows.length),
    won_value_by_agent_month: byKey(
      won,
      (row) => row.sales_agent ?? "",
      (rows) => byKey(rows, month, (ofMonth) => sum(ofMonth, value)),
    ),
    won_value_by_manager: byKey(won, manager, (rows) => sum(rows, value)),
    won_value_by_product: byKey(won, product, (rows) => sum(rows, value)),
    won_count_by_product: byKey(won, product, (rows) => rows.length),
    closed_by_manager: closedBy(manager),
    closed_by_product: closedBy(product),
    open_list_value: sum(open, (row) => prices.get(product(row)) ?? Number.NaN),
  };
}

/** The rows of a file that knows no quotes, by the names of its columns. */
export function rowsOf(folder: string, file: string): Row[] {
  const [heads = [], ...rows] = readFileSync(join(folder, file), "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  return rows.map((cells) => Object.fromEntries(heads.map((head, index) => [head, cells[index] ?? ""])));
}

function stageIs(stage: string) {
  return ({ deal_stage }: Row) => deal_stage === stage;
}

function byKey<T>(rows: readonly Row[], key: (row: Row) => string, figure: (rows: readonly Row[]) => T) {
  return Object.fromEntries([...Map.groupBy(rows, key)].map(([name, group]) => [name, figure(group)]));
}

function sum(rows: readonly Row[], figure: (row: Row) => number): number {
  return rows.reduce((total, row) => total + figure(row), 0);
}

function days(from = "", to = ""): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
