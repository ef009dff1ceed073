import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { totalKey } from "../../lib/aggregates/ledger.ts";
import { salesLedger } from "../../lib/performance/ledgers.ts";
import { documents, tableName } from "../../lib/table/client.ts";
import type { Client, Json } from "../makers/client.ts";
import { company, hire, type Staff } from "../makers/company.ts";
import { catalogue, inDays, opportunity, yuan } from "../makers/deal.ts";
import { percent, plan } from "../makers/plan.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;
let goods: Awaited<ReturnType<typeof catalogue>>;

const finance = () => product.as(people.finance);
const manager = () => product.as(people.manager);
const day = (days: number) => inDays(product.now(), days);
const thisMonth = () => day(0).slice(0, 7);
const startedOn = "2026-01-01";

async function won(seller: Staff, body: Json, winBody: Json = {}): Promise<Json> {
  const deal = await opportunity(product.as(seller), { startedOn, ...body });
  const answer = await product.as(people.admin).post(`/opportunities/${deal.id}/win`, winBody);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}
async function lost(seller: Staff, body: Json, loss: Json): Promise<void> {
  const deal = await opportunity(product.as(seller), { startedOn, ...body });
  const answer = await product.as(seller).post(`/opportunities/${deal.id}/lose`, loss);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}
async function read(client: Client, path: string): Promise<Json> {
  const answer = await client.get(path);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Won: east 300 and 500 in two months, south 1000. Lost: east 1, south 1. */
beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
  goods = await catalogue(product.as(people.admin));
  await plan(product, finance(), { rules: [percent(1_000)] });
  const { salesperson, southerner } = people;
  const pump = (quantity: number) => ({
    lines: [{ productId: goods.pump.id, quantity, unitPrice: yuan(100) }],
  });
  const against = { competitors: [{ competitorId: goods.rival.id }] };
  const web = { source: "website", ...against, amount: undefined };
  await won(salesperson, { ...web, ...pump(3) }, { wonOn: day(0) });
  await won(salesperson, { ...web, ...pump(5) }, { wonOn: "2026-02-03" });
  await won(southerner, {
    amount: undefined,
    lines: [{ productId: goods.chiller.id, quantity: 10, unitPrice: yuan(100) }],
  });
  await lost(salesperson, { ...web, ...pump(1) }, { reason: "price", lostTo: goods.rival.id });
  await lost(southerner, {}, { reason: "no-budget" });
  await product.drain();
});
afterAll(() => product.stop());

describe("performance and commission", () => {
  it("are grouped by salesperson, department and company, with names and exact sums", async () => {
    const { salesperson, southerner, departments } = people;
    const by = await read(finance(), "/reports/performance?groupBy=salesperson");
    expect(by.scope).toBe("all");
    const shown = Object.fromEntries(
      by.rows.map((row: Json) => [
        row.salespersonName,
        [row.wonAmount.amount, row.deals, row.lost, row.winRate, row.commission.amount],
      ]),
    );
    expect(shown).toEqual({
      [salesperson.name]: [30_000, 1, 1, 5_000, 3_000],
      [southerner.name]: [100_000, 1, 1, 5_000, 10_000],
    });
    const byDepartment = await read(finance(), "/reports/performance?groupBy=department");
    expect(byDepartment.rows.map((row: Json) => [row.departmentName, row.wonAmount.amount]).sort()).toEqual([
      ["华东销售", 30_000],
      ["华南销售", 100_000],
    ]);
    expect(byDepartment.rows.map(({ departmentId }: Json) => departmentId).sort()).toEqual(
      [departments.east.id, departments.south.id].sort(),
    );
    const whole = await finance().get("/reports/performance?groupBy=company");
    expect([whole.calls, whole.body.total.wonAmount, whole.body.total.winRate]).toEqual([
      1,
      yuan(1_300),
      5_000,
    ]);
    const commission = await finance().get("/reports/commission?groupBy=company");
    expect([commission.calls, commission.body.total.commission]).toEqual([1, yuan(130)]);
    expect((await finance().get(`/reports/commission?month=${thisMonth()}`)).calls).toEqual(1);
  });

  it("cover several months, as one or each", async () => {
    const period = `from=2026-02&to=${thisMonth()}`;
    const all = await read(finance(), `/reports/performance?${period}&groupBy=company`);
    expect(all.total).toMatchObject({ wonAmount: yuan(1_800), deals: 3, lost: 2, winRate: 6_000 });
    const each = await read(finance(), `/reports/performance?${period}&groupBy=month`);
    expect(each.rows.map(({ month, deals }: Json) => [month, deals])).toEqual([
      ["2026-02", 1],
      [thisMonth(), 2],
    ]);
    const february = await read(finance(), "/reports/performance?month=2026-02&groupBy=company");
    expect(february.total).toMatchObject({ deals: 1, lost: 0, winRate: 10_000, meanCycleDays: 33 });
    const nothing = await read(finance(), "/reports/performance?month=2025-06");
    expect([nothing.rows, nothing.total.deals, nothing.total.winRate]).toEqual([[], 0, undefined]);
  });

  it("show each caller what their roles reach: their own, their departments', or all", async () => {
    const own = await read(product.as(people.salesperson), "/reports/performance?groupBy=company");
    expect([own.scope, own.total.wonAmount, own.total.lost]).toEqual(["own", yuan(300), 1]);
    const ownRows = await read(product.as(people.salesperson), "/reports/commission?groupBy=department");
    expect(ownRows.rows.map((row: Json) => [row.departmentId, row.commission])).toEqual([
      [people.departments.east.id, yuan(30)],
    ]);
    const south = product.as(
      await hire(product, { roles: ["sales-manager"], departmentId: people.departments.south.id }),
    );
    const departments = await read(south, "/reports/performance?groupBy=department");
    expect([departments.scope, departments.total.wonAmount]).toEqual(["departments", yuan(1_000)]);
    expect((await read(manager(), "/reports/performance?groupBy=company")).total.wonAmount).toEqual(
      yuan(1_300),
    );
    const nobody = product.as(await hire(product, { roles: [] }));
    expect((await nobody.get("/reports/performance")).status).toBe(403);
    const viewer = product.as(await hire(product, { roles: ["viewer"] }));
    expect((await viewer.get("/reports/commission")).status).toBe(403);
    const seen = await read(viewer, "/reports/performance?groupBy=company");
    expect([seen.scope, seen.total.wonAmount, seen.total.commission]).toEqual([
      "all",
      yuan(1_300),
      undefined,
    ]);
    const entries = "/reports/entries?ledger=sales&kind=commission";
    expect((await viewer.all(entries)).length).toBe(0);
    expect((await product.as(people.salesperson).all(entries)).length).toBe(1);
  });

  it("can be followed: every figure is the sum of the entries that its row links to", async () => {
    for (const client of [finance(), manager(), product.as(people.salesperson)]) {
      for (const groupBy of ["salesperson", "department", "company", "month"]) {
        const report = await read(
          client,
          `/reports/performance?from=2026-02&to=${thisMonth()}&groupBy=${groupBy}`,
        );
        expect(report.rows.length).toBeGreaterThan(0);
        for (const row of report.rows) {
          const entries = await client.all(row.href, 2);
          const sum = (measure: string) =>
            entries.reduce((total, { measures }) => total + (measures[measure] ?? 0), 0);
          expect([sum("wonAmount"), sum("deals"), sum("lost")]).toEqual([
            row.wonAmount.amount,
            row.deals,
            row.lost,
          ]);
          // Commission shows in the entries as it does in the row.
          expect(sum("commission")).toBe(row.commission.amount);
        }
      }
      for (const groupBy of ["salesperson", "department", "company"]) {
        const { rows } = await read(client, `/reports/commission?groupBy=${groupBy}`);
        for (const row of rows) {
          const entries = await client.all(row.href);
          expect(entries.reduce((total, { amount }) => total + amount.amount, 0)).toBe(row.commission.amount);
        }
      }
    }
  });
});

describe("product sales, win and loss", () => {
  it("name what was sold, and follow the caller's scope", async () => {
    const all = await read(finance(), `/reports/product-sales?from=2026-02&to=${thisMonth()}`);
    expect(
      all.rows.map((row: Json) => [row.productName, row.quantity, row.amount.amount, row.deals]),
    ).toEqual([
      [goods.chiller.name, 10, 100_000, 1],
      [goods.pump.name, 8, 80_000, 2],
    ]);
    const own = await read(product.as(people.salesperson), "/reports/product-sales");
    expect(own.rows.map((row: Json) => [row.productName, row.quantity])).toEqual([[goods.pump.name, 3]]);
    const current = await read(finance(), "/reports/product-sales");
    expect(current.rows).not.toEqual([]);
    for (const row of [...all.rows, ...current.rows]) {
      const entries = await finance().all(row.href, 1);
      expect(entries.reduce((sum, { measures }) => sum + (measures.quantity ?? 0), 0)).toBe(row.quantity);
    }
  });

  it("tell reasons, sources, competitors and products, with rates and the mean cycle", async () => {
    const report = await read(finance(), `/reports/win-loss?from=2026-02&to=${thisMonth()}`);
    const days = (until: string) => Math.round((Date.parse(until) - Date.parse(startedOn)) / 86_400_000);
    const cycleDays = days(day(0)) * 2 + 33;
    expect(report).toMatchObject({
      won: 3,
      lost: 2,
      winRate: 6_000,
      cycleDays,
      meanCycleDays: Math.round((cycleDays / 3) * 10_000) / 10_000,
      wonAmount: yuan(1_800),
    });
    expect(report.reasons.map(({ reason, lost }: Json) => [reason, lost]).sort()).toEqual([
      ["no-budget", 1],
      ["price", 1],
    ]);
    expect(report.sources).toEqual([
      { source: "unknown", won: 1, lost: 1, winRate: 5_000 },
      { source: "website", won: 2, lost: 1, winRate: 6_667 },
    ]);
    expect(report.competitors).toMatchObject([
      {
        competitorId: goods.rival.id,
        competitorName: goods.rival.name,
        won: 2,
        lost: 1,
        lostTo: 1,
        winRate: 6_667,
      },
    ]);
    expect(report.products.map((row: Json) => [row.productName, row.won, row.lost]).sort()).toEqual(
      [
        [goods.pump.name, 2, 1],
        [goods.chiller.name, 1, 0],
      ].sort(),
    );
    const behind = await finance().all(report.competitors[0].href, 1);
    expect(behind.map(({ kind }) => kind).sort()).toEqual(["lost", "won", "won"]);
    const own = await read(product.as(people.southerner), `/reports/win-loss?from=2026-02&to=${thisMonth()}`);
    expect([own.won, own.lost, own.competitors]).toEqual([1, 1, []]);
    expect(own.products.map(({ productId }: Json) => productId)).toEqual([goods.chiller.id]);
  });
});

describe("the forecast", () => {
  it("shows what is open by the month of its close, weighted, and what is overdue or undated", async () => {
    const seller = await hire(product, { departmentId: people.departments.east.id });
    const mine = product.as(seller);
    const inMonth = day(40).slice(0, 7);
    await opportunity(mine, { amount: yuan(1_000), probability: 2_500, expectedCloseOn: day(40) });
    const moving = await opportunity(mine, {
      amount: yuan(500),
      probability: 5_000,
      expectedCloseOn: day(40),
    });
    await opportunity(mine, { amount: yuan(70), probability: 10_000 });
    await product.drain();
    const before = await read(mine, "/reports/forecast?groupBy=salesperson");
    expect(before.rows).toMatchObject([
      { month: inMonth, salespersonId: seller.id, open: 2, amount: yuan(1_500), weighted: yuan(500) },
    ]);
    expect(before.undated).toMatchObject({ open: 1, amount: yuan(70), weighted: yuan(70) });
    expect(await mine.all(before.undated.href)).toHaveLength(1);
    expect(await mine.all(before.rows[0].href)).toHaveLength(2);

    await mine.patch(`/opportunities/${moving.id}`, { expectedCloseOn: null });
    await product.drain();
    const after = await read(mine, "/reports/forecast");
    expect(after.rows).toMatchObject([{ open: 1, amount: yuan(1_000), weighted: yuan(250) }]);
    expect(after.undated.open).toBe(2);
    const whole = await finance().get("/reports/forecast");
    expect([whole.status, whole.calls]).toEqual([200, 1]);
    expect(whole.body.total.open).toBeGreaterThan(0);
  });
});

describe("what stalls", () => {
  it("is what nobody followed up for days, and what is past its close, within scope, page by page", async () => {
    if (product.deployed) return;
    const [seller, other] = [
      await hire(product, { departmentId: people.departments.east.id }),
      await hire(product, { departmentId: people.departments.south.id }),
    ];
    const quiet = await opportunity(product.as(seller));
    const closing = await opportunity(product.as(seller), { expectedCloseOn: day(3) });
    const elsewhere = await opportunity(product.as(other));
    const fresh = await opportunity(product.as(seller), { expectedCloseOn: day(60) });
    await product.drain();
    const shown = async (client: Client, query = "") =>
      Object.fromEntries(
        (await client.all(`/reports/stalled${query}`, 1)).map(({ id, reasons }) => [id, reasons]),
      );
    expect(await shown(product.as(seller))).toEqual({});

    await product.cloud.moveClock(new Date(product.now().getTime() + 8 * 86_400_000));
    expect(await shown(product.as(seller))).toEqual({ [closing.id]: ["close-date-overdue"] });
    expect(await shown(product.as(seller), "?days=7")).toEqual({
      [quiet.id]: ["no-follow-up"],
      [closing.id]: ["no-follow-up", "close-date-overdue"],
      [fresh.id]: ["no-follow-up"],
    });
    const managed = await shown(manager(), "?days=7");
    expect(managed).toMatchObject({ [quiet.id]: ["no-follow-up"], [elsewhere.id]: ["no-follow-up"] });
    expect(await shown(finance(), "?days=7")).toEqual(managed);
    const south = product.as(
      await hire(product, { roles: ["sales-manager"], departmentId: people.departments.south.id }),
    );
    expect(Object.keys(await shown(south, "?days=7"))).toEqual([elsewhere.id]);
    const mine = await product.as(seller).get("/reports/stalled?days=7");
    expect([mine.calls, mine.body.items[0].href]).toEqual([1, `/opportunities/${mine.body.items[0].id}`]);

    await product.as(seller).post(`/opportunities/${quiet.id}/lose`, { reason: "price" });
    await product.drain();
    expect(Object.keys(await shown(product.as(seller), "?days=7")).sort()).toEqual(
      [closing.id, fresh.id].sort(),
    );
  });
});

describe("bad questions", () => {
  it.each([
    ["/reports/commission?month=2026-13", 400],
    ["/reports/commission?groupBy=planet", 400],
    ["/reports/performance?month=2026-11&from=2026-10", 400],
    ["/reports/performance?from=2026-11&to=2026-10", 400],
    ["/reports/performance?from=2020-01&to=2026-10", 400],
    ["/reports/performance?unknown=1", 400],
    ["/reports/stalled?days=6", 400],
    ["/reports/stalled?days=x", 400],
    ["/reports/entries", 400],
    ["/reports/entries?ledger=secrets", 400],
    ["/reports/entries?ledger=sales&cursor=bWFkZQ.up", 400],
    ["/reports/nothing", 404],
  ])("%s: %i", async (path, status) => {
    expect((await finance().get(path)).status).toBe(status);
  });
});

describe("POST /admin/reconcile", () => {
  const admin = () => product.as(people.admin);

  it("finds nothing wrong after all this", async () => {
    await product.drain();
    const answer = await admin().post("/admin/reconcile", {
      months: ["2026-02", thisMonth(), "undated"],
      repair: false,
    });
    expect([answer.status, answer.body.drifts]).toEqual([200, []]);
    expect(answer.body.checked).toBeGreaterThan(10);
  });

  it("reports a total that was tampered with, and repairs it when asked to", async () => {
    if (product.deployed) return;
    const { salesperson, departments } = people;
    const dimensions = { month: thisMonth(), department: departments.east.id, salesperson: salesperson.id };
    await documents().send(
      new UpdateCommand({
        TableName: tableName(),
        Key: totalKey(salesLedger, 0, dimensions),
        UpdateExpression: "ADD #amount :wrong, #revision :one",
        ExpressionAttributeNames: { "#amount": "m:wonAmount", "#revision": "revision" },
        ExpressionAttributeValues: { ":wrong": 777, ":one": 1 },
      }),
    );
    await product.drain();
    const before = await read(finance(), "/reports/performance?groupBy=company");
    const drift = { ledger: "sales", level: "salesperson", dimensions, difference: { wonAmount: -777 } };
    const ask = (repair: boolean) =>
      admin().post("/admin/reconcile", { months: [thisMonth()], ledger: "sales", repair });
    expect((await ask(false)).body.drifts).toEqual([{ ...drift, repaired: false }]);
    expect((await ask(true)).body.drifts).toEqual([{ ...drift, repaired: true }]);
    await product.drain();
    const after = await read(finance(), "/reports/performance?groupBy=company");
    expect(before.total.wonAmount.amount - after.total.wonAmount.amount).toBe(777);
    expect((await ask(false)).body.drifts).toEqual([]);
  });

  it("is the administrator's alone, and takes months", async () => {
    expect((await finance().post("/admin/reconcile", { months: ["2026-11"] })).status).toBe(403);
    expect((await admin().post("/admin/reconcile", { months: [] })).status).toBe(400);
    expect((await admin().post("/admin/reconcile", { months: ["2026-11", "2026-11"] })).status).toBe(400);
    expect((await admin().post("/admin/reconcile", { months: ["2026-11"], ledger: "x" })).status).toBe(400);
  });
});

describe("entries of a person who changed department in the month", () => {
  it("are read from their own lists alone, and all of them", async () => {
    const { departments } = people;
    const mover = await hire(product, { departmentId: departments.east.id });
    await won(mover, { amount: yuan(7) }, { wonOn: day(0) });
    const moved = await product
      .as(people.admin)
      .patch(`/users/${mover.id}`, { departmentId: departments.south.id });
    expect(moved.status).toBe(200);
    await product.settled();
    await product.drain();
    await won(mover, { amount: yuan(9) }, { wonOn: day(0) });
    await product.drain();
    const path = "/reports/entries?ledger=sales&kind=sale";
    const own = product.as(mover);
    const shownTo = async (client: Client, more = "") =>
      (await client.all(`${path}${more}`, 1)).map(({ departmentId, measures }) => [
        departmentId,
        measures.wonAmount,
      ]);
    const both = [
      [departments.east.id, 700],
      [departments.south.id, 900],
    ].sort();
    expect(await shownTo(own)).toEqual(both);
    expect(await shownTo(finance(), `&salespersonId=${mover.id}`)).toEqual(both);
    expect(await shownTo(own, `&departmentId=${departments.south.id}`)).toEqual([
      [departments.south.id, 900],
    ]);
    if (!product.deployed) expect((await own.get(path)).calls).toBe(3);
  });
});
