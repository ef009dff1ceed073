import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LocalCloud, startLocalCloud } from "../../infra/local/cloud.ts";
import { type Client, clientOf, type Json } from "../makers/client.ts";
import { hire, type Staff } from "../makers/company.ts";
import type { Figures } from "./figures.ts";

/** Where the data lies; it is no part of the product. */
export const MAVEN = "../shared/data/maven-crm";
export const isThere = existsSync(MAVEN);
if (!isThere) console.warn(`${MAVEN} is not there: the load of a company's data is not tested`);

const MINUTES = 60_000;

interface SalesYear {
  readonly folder: string;
  /** What the reports are to say, computed from the files alone. */
  readonly figures: Figures;
  /** Further options of the import. */
  readonly options?: readonly string[];
  /** How many deals are in when it is killed. */
  readonly killedAt: number;
}

/** Tests that a company brings its deals along, killed in the middle, and finds all of them in its reports, once. */
export function bringsItsDealsAlong({
  folder,
  figures: expected,
  options: always = [],
  killedAt,
}: SalesYear) {
  const period = "from=2017-03&to=2017-12";
  let cloud: LocalCloud;
  let importer: Staff;
  let admin: Client;

  beforeAll(async () => {
    cloud = await startLocalCloud({ optimise: true });
    importer = await hire({ cloud }, { roles: ["admin"] });
    admin = clientOf(cloud.url, importer.token);
    const { body } = await admin.get("/settings/company");
    expect((await admin.put("/settings/company", { ...body.value, baseCurrency: "USD" })).status).toBe(200);
  });
  afterAll(() => cloud?.stop());

  /** `npm run import`, without npm. */
  function importAll(...options: string[]) {
    const child = spawn(
      process.execPath,
      ["infra/import/cli.ts", "--mapping", "test/maven", ...always, ...options, folder],
      {
        env: { ...process.env, GUANXI_URL: cloud.url, GUANXI_TOKEN: importer.token },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    let out = "";
    child.stdout.on("data", (text) => {
      out += text;
    });
    const ended = new Promise<{ code: number | null; out: string }>((resolve) =>
      child.on("close", (code) => resolve({ code, out })),
    );
    return { child, ended };
  }

  const pipeline = async (): Promise<Json> => {
    const { items } = (await admin.get("/imports?limit=1")).body;
    const [latest] = items;
    return latest?.resource === "opportunity" ? (await admin.get(`/imports/${latest.id}`)).body : undefined;
  };

  it(
    "loads its files, killed in the middle and started again",
    async () => {
      const { child, ended } = importAll();
      while (((await pipeline())?.progress.rows ?? 0) < killedAt) await wait(100);
      child.kill("SIGKILL");
      await ended;
      const { id, progress } = await pipeline();
      expect(progress.rows).toBeLessThan(expected.deals);
      expect(progress.missing.length).toBeGreaterThan(0);

      const { code, out } = await importAll().ended;
      expect(code, out).toBe(0);
      expect((await pipeline()).id).toBe(id);
      expect(out.match(/09-pipeline.*/)?.[0]).toContain(
        `${expected.deals} rows, ${expected.deals} created, 0 updated, 0 unchanged, 0 failed`,
      );
    },
    15 * MINUTES,
  );

  it(
    "finds in its reports what its files say",
    async () => {
      await cloud.drain();
      await expectReportsToEqual();
      expect(cloud.deadLetters()).toEqual([]);
    },
    15 * MINUTES,
  );

  it(
    "imports the same again, and nothing is doubled",
    async () => {
      const { code, out } = await importAll("--again").ended;
      expect(code, out).toBe(0);
      expect(out).not.toMatch(/ [1-9]\d* (created|updated|failed)/);
      expect(out).toContain(`${expected.deals} unchanged`);
      await cloud.drain();
      await expectReportsToEqual();
    },
    15 * MINUTES,
  );

  async function expectReportsToEqual() {
    const report = async (path: string) => (await admin.get(`/reports/${path}`)).body;
    const dollars = ({ amount, currency }: Json) => {
      expect([amount % 100, currency]).toEqual([0, "USD"]);
      return amount / 100;
    };
    const wonBy = (rows: Json[], name: (row: Json) => string) =>
      Object.fromEntries(
        rows.filter(({ deals }) => deals > 0).map((row) => [name(row), dollars(row.wonAmount)]),
      );

    const months = await report(`performance?${period}&groupBy=month`);
    expect(dollars(months.total.wonAmount)).toBe(expected.won_total_close_value);
    expect(wonBy(months.rows, ({ month }) => month)).toEqual(expected.won_value_by_month);
    expect(Object.fromEntries(months.rows.map((row: Json) => [row.month, row.deals]))).toEqual(
      expected.won_count_by_month,
    );
    expect(Object.fromEntries(months.rows.map((row: Json) => [row.month, row.deals + row.lost]))).toEqual(
      expected.closed_count_by_month,
    );

    const agents: Record<string, Record<string, number>> = {};
    for (const month of Object.keys(expected.won_value_by_month)) {
      const { rows } = await report(`performance?month=${month}&groupBy=salesperson`);
      for (const [agent, value] of Object.entries(wonBy(rows, (row) => row.salespersonName)))
        agents[agent] = { ...agents[agent], [month]: value };
    }
    expect(agents).toEqual(expected.won_value_by_agent_month);

    const teams = await report(`performance?${period}&groupBy=department`);
    const manager = ({ departmentName }: Json) => departmentName.replace("Team of ", "");
    expect(wonBy(teams.rows, manager)).toEqual(expected.won_value_by_manager);
    expect(Object.fromEntries(teams.rows.map((row: Json) => [manager(row), [row.deals, row.lost]]))).toEqual(
      expected.closed_by_manager,
    );

    const products = await report(`product-sales?${period}`);
    const ofProducts = (figure: (row: Json) => number) =>
      Object.fromEntries(products.rows.map((row: Json) => [row.productName, figure(row)]));
    expect(ofProducts(({ amount }) => dollars(amount))).toEqual(expected.won_value_by_product);
    expect(ofProducts(({ deals }) => deals)).toEqual(expected.won_count_by_product);

    const ends = await report(`win-loss?${period}`);
    const { Won, Lost } = expected.stage_counts;
    expect([ends.won, ends.lost]).toEqual([Won, Lost]);
    expect(ends.winRate).toBe(Math.round((Won / (Won + Lost)) * 10_000));
    expect([ends.cycleDays, ends.meanCycleDays]).toEqual([
      expected.cycle_days_won,
      Number((expected.cycle_days_won / Won).toFixed(4)),
    ]);
    expect(
      Object.fromEntries(ends.products.map((row: Json) => [row.productName, [row.won, row.lost]])),
    ).toEqual(expected.closed_by_product);

    const { undated } = await report("forecast");
    expect(undated.open).toBe(expected.deals - Won - Lost);
    expect(dollars(undated.amount)).toBe(expected.open_list_value);

    const customers = await admin.all("/customers");
    expect(customers).toHaveLength(expected.accounts + 1);
    expect(customers.filter(({ type }) => type === "active")).toHaveLength(expected.accounts_won);
    expect(customers.reduce((sum, { wins }) => sum + wins, 0)).toBe(Won);
  }
}
