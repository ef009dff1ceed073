import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Client, Json, Requester } from "../makers/client.ts";
import { company } from "../makers/company.ts";
import { catalogue, created, fresh, opportunity } from "../makers/deal.ts";
import { percent, plan } from "../makers/plan.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;
let goods: Awaited<ReturnType<typeof catalogue>>;
let admin: Client;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
  admin = product.as(people.admin);
  goods = await catalogue(admin);
});
afterAll(() => product.stop());

const columns = {
  No: "number",
  Deal: "name",
  Customer: "customer",
  Owner: "owner",
  Product: "product",
  Price: "unitPrice",
  Status: "status",
  Began: "startedOn",
  Ended: "decidedOn",
  Rival: "lostTo",
};

/** Sends rows to an import of its own and gives the answer. */
async function send(rows: Json[], more: object = {}, by: Requester = people.admin): Promise<Json> {
  const client = product.as(by);
  const { id } = await created(client, "/imports", {
    resource: "opportunity",
    columns,
    upsertBy: "number",
    onUnknown: { customer: "create" },
    ...more,
  });
  const { status, body } = await client.post(`/imports/${id}/chunks/1`, { rows });
  expect([status, body]).toEqual([200, expect.anything()]);
  return body;
}

const row = (more: Json = {}): Json => ({
  No: fresh("N"),
  Deal: fresh("导入商机"),
  Customer: fresh("导入客户"),
  Owner: people.salesperson.email,
  Product: goods.pump.name,
  Price: 1000,
  Status: "executing",
  Began: "2025-01-10",
  Ended: null,
  Rival: null,
  ...more,
});

const rules = (body: Json) => body.errors.map(({ row, column, rule }: Json) => [row, column, rule]);
const find = async (number: string): Promise<Json> =>
  (await admin.get(`/opportunities?number=${encodeURIComponent(number)}`)).body.items[0];
const figures = async (month: string): Promise<Json> => {
  await product.drain();
  return (await admin.get(`/reports/performance?month=${month}&groupBy=company`)).body.total;
};

describe("a row with an opportunity", () => {
  it("brings it as it stands, with its customer", async () => {
    const sent = row();
    expect(await send([sent])).toMatchObject({ created: 1, errors: [] });
    await product.drain();
    expect(await find(sent.No)).toMatchObject({
      name: sent.Deal,
      status: "executing",
      ownerId: people.salesperson.id,
      startedOn: "2025-01-10",
      amount: { amount: 100_000, currency: "CNY" },
      lines: [{ productName: goods.pump.name, quantity: 1 }],
    });
    const { items } = (await admin.get(`/customers?name=${encodeURIComponent(sent.Customer)}`)).body;
    expect(items).toMatchObject([{ type: "potential", ownerId: people.salesperson.id, source: "import" }]);
  });

  it("books what was won and lost long ago as the verbs would have then", async () => {
    const finance = product.as(people.finance);
    const [first, rest] = [
      percent(1000, { customer: "new", productIds: [goods.chiller.id] }),
      percent(500, { productIds: [goods.chiller.id] }),
    ];
    await plan(product, finance, { rules: [first, rest] });
    const customer = fresh("老客户");
    const sold = { Customer: customer, Product: goods.chiller.name, Status: "won" };
    const rows = [
      row({ ...sold, Price: 1000, Ended: "2025-02-01" }),
      row({ ...sold, Price: 2000, Ended: "2025-02-28" }),
      row({ ...sold, Price: 3000, Ended: "2025-02-28", Owner: people.southerner.name }),
      row({ Customer: customer, Status: "Lost", Ended: "2025-02-11", Rival: goods.rival.name }),
    ];
    expect(await send(rows)).toMatchObject({ created: 4, errors: [] });
    expect(await figures("2025-02")).toMatchObject({
      wonAmount: { amount: 600_000 },
      deals: 3,
      lost: 1,
      // 22, 49 and 49 days.
      meanCycleDays: 40,
      // The customer is new once: 10 % of 1,000 and 5 % of the rest.
      commission: { amount: 35_000 },
    });
    const { items } = (await admin.get(`/customers?name=${encodeURIComponent(customer)}`)).body;
    expect(items).toMatchObject([{ type: "active", wins: 3 }]);
    const won = await find(rows[0]?.No);
    expect(won).toMatchObject({
      status: "won",
      wonAt: "2025-01-31T16:00:00.000Z",
      booked: { month: "2025-02" },
    });
    expect(await find(rows[3]?.No)).toMatchObject({
      status: "lost",
      lossReason: "other",
      lostTo: goods.rival.id,
    });
    const orders = (await admin.get(`/orders?customerId=${items[0].id}`)).body.items;
    expect(orders.map(({ amount }: Json) => amount.amount).sort()).toEqual([100_000, 200_000, 300_000]);

    const undone = await admin.post(`/opportunities/${won.id}/undo-win`, { reason: "误录" });
    expect(undone.status).toBe(200);
    expect(await figures("2025-02")).toMatchObject({ wonAmount: { amount: 500_000 }, deals: 2 });
  });

  it("changes one that is there, wins it once, and never takes an end back", async () => {
    const sent = row();
    await send([sent]);
    expect(await send([sent])).toMatchObject({ unchanged: 1 });
    expect(await send([{ ...sent, Price: 1500 }])).toMatchObject({ updated: 1 });
    const won = { ...sent, Price: 1500, Status: "won", Ended: "2025-03-05" };
    const other = row({ Status: "won", Ended: "2025-03-06" });
    expect(await send([won, other, won])).toMatchObject({ created: 1, updated: 1, unchanged: 1, errors: [] });
    expect(await send([won, other])).toMatchObject({ unchanged: 2 });
    expect(await figures("2025-03")).toMatchObject({ wonAmount: { amount: 250_000 }, deals: 2 });
    const refused = await send([
      sent,
      { ...won, Price: 1600 },
      { ...won, Ended: "2025-03-07" },
      { ...won, Status: "lost" },
      { ...won, Owner: people.colleague.email },
      { ...won, Customer: fresh("另一客户") },
    ]);
    expect(refused).toMatchObject({ failed: 6 });
    expect(rules(refused).map(([, column, rule]: string[]) => `${column ?? ""}: ${rule}`)).toEqual([
      expect.stringMatching(/^: the deal of a won opportunity stands as it was won/),
      expect.stringMatching(/^: the deal of a won opportunity stands as it was won/),
      "Ended: it was won on 2025-03-05, and that stands",
      ": a won opportunity cannot be lost; undo its win first",
      "Owner: an import gives new opportunities their owner; assign this one instead",
      "Customer: an opportunity stays with its customer",
    ]);
    expect(await figures("2025-03")).toMatchObject({ wonAmount: { amount: 250_000 }, deals: 2 });
  });

  it("is refused by itself when it names what does not exist or cannot be", async () => {
    const sent = await send(
      [
        row({ Product: "GTXPro" }),
        row({ Owner: "Nobody Known" }),
        row({ Customer: "没有这家" }),
        row({ Status: "won", Ended: "2999-01-01" }),
        row({ Status: "won", Ended: "2024-12-31" }),
        row({ Status: "maybe" }),
        row({ Price: "-1", Status: "won" }),
        row({ No: null }),
        row({ Customer: null }),
      ],
      { onUnknown: {} },
    );
    const missing = (index: number) => rules(sent).filter(([number]: [number]) => number === index);
    expect(missing(1)).toContainEqual([1, "Product", "must be a product that exists"]);
    expect(missing(2)).toContainEqual([2, "Owner", "must be the name or e-mail of somebody who works here"]);
    expect(missing(3)).toEqual([[3, "Customer", "must be a customer that exists"]]);
    expect(missing(6)).toContainEqual([6, "Status", "must be one of executing, won, lost"]);
    expect(missing(8)).toContainEqual([8, "No", "must not be empty: rows are recognized by it"]);
    expect(missing(9)).toEqual([[9, "Customer", "must not be empty"]]);
    const known = await opportunity(product.as(people.salesperson));
    const customer = (await admin.get(`/customers/${known.customerId}`)).body.name;
    const dates = await send([
      row({ Customer: customer, Status: "won", Ended: "2999-01-01" }),
      row({ Customer: customer, Status: "won", Ended: "2024-12-31" }),
      row({ Customer: customer, Price: "-1" }),
    ]);
    expect(rules(dates)).toEqual([
      [1, "Ended", expect.stringMatching(/^must not be in the future; today is /)],
      [2, "Ended", "an opportunity is not won before work on it began, on 2025-01-10"],
      [3, "Price", "must not be negative"],
    ]);
  });

  it("acts as its sender: what a manager may not assign or win, their rows may not either", async () => {
    const rows = [
      row({ Status: "won", Ended: "2025-04-01" }),
      row({ Owner: people.finance.email }),
      row({ Customer: fresh("新"), Owner: people.southerner.email, Status: "lost", Ended: "2025-04-02" }),
    ];
    const sent = await send(rows, {}, people.manager);
    expect(sent).toMatchObject({ created: 2, failed: 1 });
    expect(rules(sent)).toEqual([[2, "Owner", expect.stringMatching(/^your roles let you assign records/)]]);
  });

  it("in a dry run books nothing", async () => {
    const rows = [row({ Status: "won", Ended: "2025-05-05" }), row({ Product: "GTXPro" })];
    expect(await send(rows, { dryRun: true })).toMatchObject({ created: 1, failed: 1 });
    expect(await figures("2025-05")).toMatchObject({ wonAmount: { amount: 0 }, deals: 0 });
    expect(await find(rows[0]?.No)).toBeUndefined();
  });
});
