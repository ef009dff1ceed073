import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Client, Json } from "../makers/client.ts";
import { company, hire } from "../makers/company.ts";
import { catalogue, created, fresh, inDays, opportunity, yuan } from "../makers/deal.ts";
import { percent, plan } from "../makers/plan.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;
let goods: Awaited<ReturnType<typeof catalogue>>;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
  goods = await catalogue(product.as(people.admin));
  await plan(product, product.as(people.finance), { name: "5 %", rules: [percent(500)] });
});
afterAll(() => product.stop());

const seller = () => product.as(people.salesperson);
const manager = () => product.as(people.manager);
const finance = () => product.as(people.finance);
const today = () => inDays(product.now(), 0);
const thisMonth = () => today().slice(0, 7);
const key = () => ({ "idempotency-key": crypto.randomUUID() });

const win = (client: Client, deal: Json, body: Json = {}, headers = {}) =>
  client.post(`/opportunities/${deal.id}/win`, body, headers);
const undo = (client: Client, deal: Json, reason = "The customer withdrew") =>
  client.post(`/opportunities/${deal.id}/undo-win`, { reason });

async function entriesOf(deal: Json): Promise<Json[]> {
  await product.drain();
  return finance().all(`/commission-entries?opportunityId=${deal.id}`);
}

/** All that reports say of the current month, as the one who sees all of it reads it. */
async function figures(client = finance()) {
  await product.drain();
  const read = async (path: string) => {
    const answer = await client.get(path);
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const [bySalesperson, byDepartment, ofCompany, commission, products, forecast, winLoss] = await Promise.all(
    [
      read("/reports/performance?groupBy=salesperson"),
      read("/reports/performance?groupBy=department"),
      read("/reports/performance?groupBy=company"),
      read("/reports/commission"),
      read("/reports/product-sales"),
      read("/reports/forecast"),
      read("/reports/win-loss"),
    ],
  );
  return { bySalesperson, byDepartment, ofCompany, commission, products, forecast, winLoss };
}

describe("winning an opportunity", () => {
  it("books order, purchase, customer, shared commission and all figures in one step, seen within two seconds", async () => {
    const deal = await opportunity(seller(), {
      amount: undefined,
      lines: [{ productId: goods.pump.id, quantity: 2 }],
    });
    const before = await figures();
    const won = await win(manager(), deal, {
      lines: [
        { productId: goods.pump.id, quantity: 3, unitPrice: yuan(8_000) },
        { productId: goods.chiller.id, quantity: 10, discount: 1_000 },
      ],
      salesTeam: [
        { userId: people.salesperson.id, share: 7_000 },
        { userId: people.southerner.id, share: 3_000 },
      ],
    });
    const since = Date.now();
    expect([won.status, won.body.status, won.body.winNumber]).toEqual([200, "won", 1]);
    expect(won.body.amount).toEqual(yuan(24_299.97));

    const order = await seller().get(`/orders/${won.body.orderId}`);
    expect(order.body).toMatchObject({
      opportunityId: deal.id,
      customerId: deal.customerId,
      status: "placed",
      amount: yuan(24_299.97),
      number: expect.stringMatching(/^ORD-\d{6}-\d{4}$/),
    });
    const customer = await seller().get(`/customers/${deal.customerId}`);
    expect(customer.body).toMatchObject({ type: "active", wins: 1, version: 2 });

    const after = await figures();
    if (!product.deployed) expect(Date.now() - since).toBeLessThan(2_000);
    const entries = await entriesOf(deal);
    const shown = entries.map(({ kind, salespersonId, departmentId, share, sold, amount }) => [
      kind,
      salespersonId,
      departmentId,
      share,
      sold.amount,
      amount.amount,
    ]);
    const { salesperson, southerner, departments } = people;
    expect(shown.sort()).toEqual(
      [
        ["accrual", salesperson.id, departments.east.id, 7_000, 1_700_998, 85_050],
        ["accrual", southerner.id, departments.south.id, 3_000, 728_999, 36_450],
      ].sort(),
    );
    const bought = await seller().get(`/orders?customerId=${deal.customerId}`);
    expect(bought.body.items.map(({ id }: Json) => id)).toEqual([won.body.orderId]);

    const rowOf = (report: Json, field: string, id: string) =>
      report.rows.find((row: Json) => row[field] === id) ?? {};
    const grew = (report: "bySalesperson" | "byDepartment", field: string, id: string) =>
      (rowOf(after[report], field, id).wonAmount?.amount ?? 0) -
      (rowOf(before[report], field, id).wonAmount?.amount ?? 0);
    expect(grew("bySalesperson", "salespersonId", salesperson.id)).toBe(1_700_998);
    expect(grew("bySalesperson", "salespersonId", southerner.id)).toBe(728_999);
    expect(grew("byDepartment", "departmentId", departments.east.id)).toBe(1_700_998);
    expect(after.ofCompany.total.wonAmount.amount - before.ofCompany.total.wonAmount.amount).toBe(2_429_997);
    expect(after.ofCompany.total.deals - before.ofCompany.total.deals).toBe(1);
    expect(after.commission.total.commission.amount - before.commission.total.commission.amount).toBe(
      121_500,
    );
    expect(rowOf(after.products, "productId", goods.chiller.id)).toMatchObject({
      quantity: 10,
      amount: { amount: 29_997, currency: "CNY" },
      productName: goods.chiller.name,
    });
    expect(before.forecast.undated.open - after.forecast.undated.open).toBe(1);
  });

  it("takes the opportunity's own deal when nothing else is said, and no body at all", async () => {
    const deal = await opportunity(seller(), { amount: yuan(10_000) });
    const won = await manager().post(`/opportunities/${deal.id}/win`);
    expect([won.status, won.body.amount]).toEqual([200, yuan(10_000)]);
    const [entry] = await entriesOf(deal);
    expect(entry).toMatchObject({ salespersonId: people.salesperson.id, amount: yuan(500), share: 10_000 });
  });

  it("counts to the month, in the company's zone, in which it was won", async () => {
    const deal = await opportunity(seller(), { startedOn: "2026-01-01" });
    const wonAt = `${thisMonth()}-01T00:30:00+08:00`;
    const early = await win(manager(), deal, { wonAt });
    expect([early.status, early.body.booked.month]).toEqual([200, thisMonth()]);
    const other = await opportunity(seller(), { startedOn: "2026-01-01" });
    const late = await win(manager(), other, {
      wonAt: new Date(Date.parse(wonAt) - 3_600_000).toISOString(),
    });
    const [year = 0, month = 0] = thisMonth().split("-").map(Number);
    const before = month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, "0")}`;
    expect(late.body.booked.month).toBe(before);
    const [entry] = await entriesOf(other);
    expect(entry.month).toBe(before);
  });
});

describe("a win is booked once", () => {
  async function bookedOnce(deal: Json) {
    const entries = await entriesOf(deal);
    expect(entries.map(({ kind, winNumber }) => [kind, winNumber])).toEqual([["accrual", 1]]);
    const orders = await finance().get(`/orders?customerId=${deal.customerId}`);
    expect(orders.body.items).toHaveLength(1);
    expect((await finance().get(`/customers/${deal.customerId}`)).body.wins).toBe(1);
  }

  it("when it is asked for again without a key, which is told so", async () => {
    const deal = await opportunity(seller());
    expect((await win(manager(), deal)).status).toBe(200);
    const again = await win(manager(), deal);
    expect([again.status, again.body.detail]).toEqual([409, "the opportunity is won already"]);
    await bookedOnce(deal);
  });

  it("when it is repeated with the same key, which gets the first answer", async () => {
    const deal = await opportunity(seller());
    const headers = key();
    const first = await win(manager(), deal, {}, headers);
    const second = await win(manager(), deal, {}, headers);
    expect([second.status, second.body]).toEqual([200, first.body]);
    const other = await win(manager(), deal, { wonOn: today() }, headers);
    expect([other.status, other.body.code]).toEqual([422, "idempotency-key-reused"]);
    await bookedOnce(deal);
  });

  it("when twenty ask at once, with different days and teams", async () => {
    const deal = await opportunity(seller(), { startedOn: "2026-01-01" });
    const shares = [{ userId: people.salesperson.id, share: 10_000 }];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        win(index % 2 === 0 ? manager() : product.as(people.admin), deal, {
          wonOn: inDays(product.now(), -index),
          ...(index % 3 === 0 && { salesTeam: shares }),
        }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
    for (const { status, body } of answers)
      if (status === 409) expect(body.detail).toBe("the opportunity is won already");
    await bookedOnce(deal);
  });

  it("when twenty ask at once with one key: all get the first answer", async () => {
    const deal = await opportunity(seller());
    const headers = key();
    const answers = await Promise.all(Array.from({ length: 20 }, () => win(manager(), deal, {}, headers)));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body])))).toHaveLength(1);
    expect(answers[0]?.status).toBe(200);
    await bookedOnce(deal);
  });

  it("and each of twenty deals of one customer and salesperson, won at once", async () => {
    const { id: customerId } = await created(seller(), "/customers", { name: fresh("大客户") });
    const deals: Json[] = [];
    for (let index = 0; index < 20; index += 1) deals.push(await opportunity(seller(), { customerId }));
    const before = await figures();
    const answers = await Promise.all(deals.map((deal) => win(manager(), deal)));
    expect(answers.map(({ status }) => status)).toEqual(deals.map(() => 200));
    const after = await figures();
    expect(after.ofCompany.total.deals - before.ofCompany.total.deals).toBe(20);
    expect((await finance().get(`/customers/${customerId}`)).body).toMatchObject({
      type: "active",
      wins: 20,
    });
    const numbers = await finance().all(`/orders?customerId=${customerId}`);
    expect(new Set(numbers.map(({ number }) => number))).toHaveLength(20);
  });
});

describe("undoing a win", () => {
  it("reverses everything by entries of their own: reports return to what they were", async () => {
    const deal = await opportunity(seller(), {
      amount: undefined,
      lines: [{ productId: goods.pump.id, quantity: 1 }],
      competitors: [{ competitorId: goods.rival.id }],
      source: "website",
      expectedCloseOn: today(),
    });
    const before = await figures();
    const customerBefore = (await seller().get(`/customers/${deal.customerId}`)).body;
    const won = await win(manager(), deal, {
      lines: [{ productId: goods.chiller.id, quantity: 7 }],
      salesTeam: [
        { userId: people.salesperson.id, share: 3_333 },
        { userId: people.colleague.id, share: 6_667 },
      ],
    });
    expect(await figures()).not.toEqual(before);

    const undone = await undo(manager(), deal);
    expect([undone.status, undone.body.status]).toEqual([200, "executing"]);
    expect(undone.body).toMatchObject({
      lines: deal.lines,
      amount: deal.amount,
      winNumber: 1,
      undoReason: "The customer withdrew",
    });
    expect([undone.body.orderId, undone.body.wonAt, undone.body.booked]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(await figures()).toEqual(before);

    const entries = await entriesOf(deal);
    expect(entries.map(({ kind }) => kind).sort()).toEqual(["accrual", "accrual", "reversal", "reversal"]);
    expect(entries.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(0);
    expect(entries.reduce((sum, { sold }) => sum + sold.amount, 0)).toBe(0);
    const order = (await finance().get(`/orders/${won.body.orderId}`)).body;
    expect(order).toMatchObject({ status: "cancelled", cancelReason: "The customer withdrew" });
    const customer = (await seller().get(`/customers/${deal.customerId}`)).body;
    expect(customer).toMatchObject({ type: "potential", wins: 0, version: customerBefore.version + 2 });
    const history = (await seller().get(`/customers/${deal.customerId}/history`)).body.items;
    expect(history[0].changes).toContainEqual({ field: "type", from: "active", to: "potential" });
  });

  it("is done once, and only to a win", async () => {
    const deal = await opportunity(seller());
    const never = await undo(manager(), deal);
    expect([never.status, never.body.detail]).toEqual([409, "an executing opportunity has no win to undo"]);
    await win(manager(), deal);
    const answers = await Promise.all(Array.from({ length: 8 }, () => undo(manager(), deal)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 7 }, () => 409),
    ]);
    const entries = await entriesOf(deal);
    expect(entries.map(({ kind }) => kind).sort()).toEqual(["accrual", "reversal"]);
  });

  it("lets it be won again: another order, another number", async () => {
    const deal = await opportunity(seller(), { amount: yuan(100) });
    const first = await win(manager(), deal);
    await undo(manager(), deal);
    const second = await win(manager(), deal, { amount: yuan(300) });
    expect([second.status, second.body.winNumber]).toEqual([200, 2]);
    expect(second.body.orderId).not.toBe(first.body.orderId);
    const entries = await entriesOf(deal);
    expect(entries.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(1_500);
    await undo(manager(), deal);
    expect((await entriesOf(deal)).reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(0);
    expect((await finance().get(`/customers/${deal.customerId}`)).body.wins).toBe(0);
  });

  it("keeps the customer active while another win of it stands", async () => {
    const one = await opportunity(seller());
    const two = await opportunity(seller(), { customerId: one.customerId });
    await win(manager(), one);
    await win(manager(), two);
    await undo(manager(), one);
    expect((await finance().get(`/customers/${one.customerId}`)).body).toMatchObject({
      type: "active",
      wins: 1,
    });
    await undo(manager(), two);
    expect((await finance().get(`/customers/${one.customerId}`)).body).toMatchObject({
      type: "potential",
      wins: 0,
    });
  });

  it("lets a new owner have the former one's place in the team", async () => {
    const team = [
      { userId: people.salesperson.id, share: 6_000 },
      { userId: people.colleague.id, share: 4_000 },
    ];
    const deal = await opportunity(seller(), { salesTeam: team });
    await win(manager(), deal);
    const given = await manager().post(`/opportunities/${deal.id}/assign`, { ownerId: people.southerner.id });
    expect(given.status).toBe(200);
    const undone = await undo(manager(), deal);
    expect(undone.body.salesTeam).toEqual([
      { userId: people.southerner.id, share: 6_000 },
      { userId: people.colleague.id, share: 4_000 },
    ]);
    expect((await entriesOf(deal)).reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(0);
  });
});

describe("a win that cannot be", () => {
  const refusals: [string, () => Json, number, string | RegExp][] = [
    ["in the future", () => ({ wonOn: inDays(product.now(), 1) }), 422, /^a win is not in the future/],
    [
      "at a later instant",
      () => ({ wonAt: new Date(product.now().getTime() + 60_000).toISOString() }),
      422,
      /^a win is not in the future/,
    ],
    ["before work on it began", () => ({ wonOn: "2020-01-01" }), 422, /not won before work on it began/],
    ["at two times", () => ({ wonOn: today(), wonAt: product.now().toISOString() }), 422, /not both/],
    ["on no date", () => ({ wonOn: "2026-02-30" }), 400, /calendar date/],
    [
      "with shares that do not sum",
      () => ({ salesTeam: [{ userId: people.salesperson.id, share: 9_999 }] }),
      422,
      /sum to 10000/,
    ],
    [
      "without its owner in the team",
      () => ({ salesTeam: [{ userId: people.colleague.id, share: 10_000 }] }),
      422,
      /the owner of an opportunity is in its sales team/,
    ],
    [
      "with a member twice",
      () => ({ salesTeam: [5_000, 5_000].map((share) => ({ userId: people.salesperson.id, share })) }),
      422,
      /named once/,
    ],
    [
      "shared with nobody",
      () => ({
        salesTeam: [
          { userId: people.salesperson.id, share: 5_000 },
          { userId: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X", share: 5_000 },
        ],
      }),
      422,
      /nobody who works here/,
    ],
    [
      "of an unknown product",
      () => ({ lines: [{ productId: "prd_01JCXW3V7Q8F2M4N6P8R0T2V4X", quantity: 1 }] }),
      422,
      /there is no product/,
    ],
    ["of nothing", () => ({ lines: [] }), 400, /lines/],
    [
      "of a negative quantity",
      () => ({ lines: [{ productId: goods.pump.id, quantity: -1 }] }),
      400,
      /at least 1/,
    ],
    [
      "for another amount than its lines",
      () => ({ lines: [{ productId: goods.pump.id, quantity: 1 }], amount: yuan(1) }),
      422,
      /sum of the lines/,
    ],
    ["in a foreign currency", () => ({ amount: { amount: 100, currency: "EUR" } }), 422, /CNY/],
    ["for a fraction", () => ({ amount: { amount: 0.5, currency: "CNY" } }), 400, /whole number/],
    ["with fields unknown here", () => ({ commission: 5 }), 400, /not a field known here/],
  ];
  it.each(refusals)("%s changes nothing", async (_, body, status, sentence) => {
    const deal = await opportunity(seller());
    const answer = await win(manager(), deal, body());
    expect([answer.status, answer.body.detail]).toEqual([status, expect.stringMatching(sentence)]);
    expect((await seller().get(`/opportunities/${deal.id}`)).body).toEqual(deal);
    expect(await entriesOf(deal)).toEqual([]);
  });

  it("is not for salespeople, and does not exist for managers elsewhere", async () => {
    const deal = await opportunity(seller());
    expect((await win(seller(), deal)).status).toBe(403);
    const elsewhere = product.as(
      await hire(product, { roles: ["sales-manager"], departmentId: people.departments.south.id }),
    );
    expect((await win(elsewhere, deal)).status).toBe(404);
    await win(manager(), deal);
    expect((await undo(seller(), deal)).status).toBe(403);
    expect((await undo(elsewhere, deal)).status).toBe(404);
  });

  it("of a lost or closed opportunity, or at a stale version, is a conflict", async () => {
    const deal = await opportunity(seller());
    await seller().post(`/opportunities/${deal.id}/lose`, { reason: "price" });
    expect((await win(manager(), deal)).body.detail).toBe(
      "a lost opportunity cannot be won; reopen it first",
    );
    const other = await opportunity(seller());
    const stale = await win(manager(), other, {}, { "if-match": '"9"' });
    expect(stale.status).toBe(412);
    await win(manager(), other, {}, { "if-match": '"1"' });
    await manager().post(`/opportunities/${other.id}/close`);
    expect((await undo(manager(), other)).body.detail).toBe(
      "the win of a closed opportunity cannot be undone",
    );
  });

  it("of a deal shared by more than one transaction holds is refused by its number of records", async () => {
    const team = await Promise.all(
      Array.from({ length: 9 }, () => hire(product, { departmentId: people.departments.east.id })),
    );
    const kinds = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        created(product.as(people.admin), "/products", {
          name: fresh("配件"),
          unitPrice: yuan(10),
          category: fresh(`parts ${index}`),
        }),
      ),
    );
    await plan(product, finance(), {
      rank: 1,
      rules: kinds.map(({ id }) => percent(100, { productIds: [id] })),
    });
    const deal = await opportunity(seller(), {
      amount: undefined,
      lines: kinds.map(({ id }) => ({ productId: id, quantity: 1 })),
      salesTeam: [people.salesperson, ...team].map(({ id }) => ({ userId: id, share: 1_000 })),
    });
    const answer = await win(manager(), deal);
    expect([answer.status, answer.body.detail]).toEqual([
      422,
      expect.stringMatching(/^a win books at most 98 records, this one \d+: let fewer members share in it$/),
    ]);
    const alone = await win(manager(), deal, {
      salesTeam: [{ userId: people.salesperson.id, share: 10_000 }],
    });
    expect(alone.status).toBe(200);
  });
});

describe("what it costs", () => {
  it("is one read, the order's number and one transaction; undoing is one read and one transaction", async () => {
    const one = await opportunity(seller());
    await win(manager(), one);
    const two = await opportunity(seller(), { customerId: one.customerId });
    expect((await win(manager(), two)).calls).toEqual(3);
    const first = await win(manager(), await opportunity(seller()));
    expect([first.status, first.calls]).toEqual([200, 4]);
    expect((await undo(manager(), two)).calls).toEqual(2);
  });
});
