import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entryItem } from "../../lib/aggregates/ledger.ts";
import { competitorLedger } from "../../lib/performance/ledgers.ts";
import { conflict } from "../../lib/problem/problem.ts";
import { productClaim, products } from "../../lib/products/product.ts";
import { commit } from "../../lib/table/commit.ts";
import { findByClaims } from "../../lib/table/lookup.ts";
import { putOnce } from "../../lib/table/write.ts";
import { company } from "../makers/company.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
});
afterAll(() => product.stop());

const price = (yuan: number) => ({ amount: yuan * 100, currency: "CNY" });
const named = ({ name }: { name: string }) => name;

describe("a product", () => {
  it("is numbered, and priced in whole minor units of the base currency", async () => {
    const admin = product.as(people.admin);
    const pump = await admin.post("/products", {
      name: "热泵 A1",
      unitPrice: price(1200),
      warrantyMonths: 24,
    });
    expect(pump.status).toBe(201);
    expect(pump.body).toMatchObject({
      number: "PRD-00001",
      active: true,
      unitPrice: price(1200),
      version: 1,
    });
    const read = await admin.get(`/products/${pump.body.id}`);
    expect(read.body).toEqual(pump.body);
    for (const unitPrice of [{ amount: 10.5, currency: "CNY" }, { amount: -1, currency: "CNY" }, 10]) {
      expect((await admin.post("/products", { name: "热泵 A2", unitPrice })).status).toBe(400);
    }
    const foreign = await admin.post("/products", {
      name: "热泵 A2",
      unitPrice: { amount: 1, currency: "USD" },
    });
    expect([foreign.status, foreign.body.code]).toEqual([422, "foreign-currency"]);
  });

  it("shares neither name nor number with another, until that one is gone", async () => {
    const admin = product.as(people.admin);
    const first = await admin.post("/products", { name: "GTX Pro", number: "G-1", unitPrice: price(1) });
    const sameName = await admin.post("/products", { name: " ＧＴＸ　pro ", unitPrice: price(1) });
    expect([sameName.status, sameName.body.existingId]).toEqual([409, first.body.id]);
    const sameNumber = await admin.post("/products", { name: "GTX 2", number: "G-1", unitPrice: price(1) });
    expect([sameNumber.status, sameNumber.body.errors[0].pointer]).toEqual([409, "/number"]);
    const other = await admin.post("/products", { name: "GTX 2", unitPrice: price(1) });
    expect((await admin.patch(`/products/${other.body.id}`, { name: "gtx PRO" })).status).toBe(409);
    expect((await admin.delete(`/products/${first.body.id}`)).status).toBe(204);
    expect((await admin.get(`/products/${first.body.id}`)).status).toBe(404);
    expect((await admin.patch(`/products/${other.body.id}`, { name: "gtx PRO" })).status).toBe(200);
  });

  it("is found by exact name and number, many in two calls", async () => {
    const admin = product.as(people.admin);
    const one = await admin.post("/products", { name: "Chiller 1", number: "C-1", unitPrice: price(1) });
    const two = await admin.post("/products", { name: "Chiller 2", number: "C-2", unitPrice: price(1) });
    await admin.delete(`/products/${two.body.id}`);
    const wanted = [
      productClaim.name("CHILLER  1"),
      productClaim.number("C-1"),
      productClaim.name("Chiller 2"),
    ];
    const found = await findByClaims(products, wanted);
    expect([...found].map(([value, { id }]) => [value, id])).toEqual([
      ["name:chiller 1", one.body.id],
      ["number:C-1", one.body.id],
    ]);
  });

  it("is listed by name, by its beginning and by category, in full pages", async () => {
    const admin = product.as(people.admin);
    const made = ["阀门 3", "阀门 1", "阀门 2", "VALVE b", "valve a"].map((name, index) =>
      admin.post("/products", {
        name,
        category: index % 2 === 0 ? "阀门" : "Ｖａｌｖｅｓ",
        unitPrice: price(9),
      }),
    );
    const [first] = await Promise.all(made);
    await product.drain();
    const salesperson = product.as(people.salesperson);
    expect((await salesperson.all("/products?name=阀", 1)).map(named)).toEqual([
      "阀门 1",
      "阀门 2",
      "阀门 3",
    ]);
    expect((await salesperson.all("/products?name=ｖalve", 1)).map(named)).toEqual(["valve a", "VALVE b"]);
    expect((await salesperson.all("/products?category=valves")).map(named)).toEqual(["VALVE b", "阀门 1"]);
    expect((await salesperson.all("/products?category=阀门&name=阀门")).map(named)).toEqual([
      "阀门 2",
      "阀门 3",
    ]);

    await admin.patch(`/products/${first?.body.id}`, { category: null, active: false });
    await product.drain();
    expect((await salesperson.all("/products?category=阀门")).map(named)).toEqual(["valve a", "阀门 2"]);
    expect((await salesperson.all("/products?name=阀门&active=true")).map(named)).toEqual([
      "阀门 1",
      "阀门 2",
    ]);
    expect((await salesperson.all("/products?name=阀门&active=false")).map(named)).toEqual(["阀门 3"]);
  });

  it("shows its cost to those who keep the catalogue or read commission plans, and to nobody else", async () => {
    const admin = product.as(people.admin);
    const { body } = await admin.post("/products", {
      name: "Costly",
      unitPrice: price(100),
      cost: price(60),
    });
    await admin.patch(`/products/${body.id}`, { cost: price(55) });
    await product.drain();
    for (const [person, sees] of [
      [people.manager, true],
      [people.finance, true],
      [people.salesperson, false],
      [people.agent, false],
    ] as const) {
      const client = product.as(person);
      const read = await client.get(`/products/${body.id}`);
      const listed = (await client.all("/products?name=costly"))[0];
      const history = JSON.stringify((await client.get(`/products/${body.id}/history`)).body);
      expect([read.body.cost?.amount, listed.cost?.amount]).toEqual(
        sees ? [5500, 5500] : [undefined, undefined],
      );
      expect(history.includes('"cost"')).toBe(sees);
    }
  });

  it("is changed by those who may, at the version they read", async () => {
    const { body } = await product
      .as(people.admin)
      .post("/products", { name: "Guarded", unitPrice: price(1) });
    const path = `/products/${body.id}`;
    expect((await product.as(people.salesperson).patch(path, { name: "Mine" })).status).toBe(403);
    expect((await product.as(people.manager).delete(path)).status).toBe(403);
    const changed = await product
      .as(people.manager)
      .patch(path, { unitPrice: { amount: 5 } }, { "if-match": '"1"' });
    expect([changed.status, changed.body.unitPrice]).toEqual([200, { amount: 5, currency: "CNY" }]);
    const stale = await product.as(people.manager).patch(path, { name: "Late" }, { "if-match": '"1"' });
    expect(stale.status).toBe(412);
  });
});

describe("a partner", () => {
  it("is added, found, changed and deleted", async () => {
    const steward = product.as(people.admin);
    const added = await steward.post("/partners", {
      name: "江苏绿能",
      kind: "integrator",
      phone: "025-8456 7890",
    });
    expect([added.status, added.body.phone]).toEqual([201, "+862584567890"]);
    expect((await steward.post("/partners", { name: "江苏绿能" })).body.existingId).toBe(added.body.id);
    expect((await steward.post("/partners", { name: "No phone", phone: "ask" })).status).toBe(400);
    await steward.post("/partners", { name: "江苏水工", kind: "agent" });
    const salesperson = product.as(people.salesperson);
    expect((await salesperson.all("/partners?name=江苏")).map(named)).toEqual(["江苏水工", "江苏绿能"]);
    expect((await salesperson.all("/partners?kind=agent")).map(named)).toEqual(["江苏水工"]);
    expect((await salesperson.post("/partners", { name: "X" })).status).toBe(403);
    const path = `/partners/${added.body.id}`;
    expect((await steward.patch(path, { kind: null, notes: "met in May" })).body).not.toHaveProperty("kind");
    expect((await steward.delete(path)).status).toBe(204);
    expect((await salesperson.all("/partners?name=江苏")).map(named)).toEqual(["江苏水工"]);
    await product.drain();
    expect(
      (await steward.get(`${path}/history`)).body.items.map((entry: { version: number }) => entry.version),
    ).toEqual([3, 2, 1]);
  });
});

describe("a competitor", () => {
  it("carries our wins and losses against it", async () => {
    const client = product.as(people.salesperson);
    const rival = await client.post("/competitors", {
      name: "北方暖通",
      background: "Listed",
      products: [{ name: "NF-300", price: price(3990), weaknesses: "Noise" }],
    });
    expect(rival.status).toBe(201);
    await client.post("/competitors", { name: "北方冷" });
    const at = product.now().toISOString();
    const entry = (key: string, measures: Record<string, number>) =>
      entryItem(competitorLedger, {
        dimensions: {
          month: at.slice(0, 7),
          department: people.departments.east.id,
          salesperson: people.salesperson.id,
          competitor: rival.body.id,
        },
        key,
        revision: 1,
        measures,
        month: at.slice(0, 7),
        changedAt: at,
      });
    const booked = [
      entry("opp_1#1", { won: 1 }),
      entry("opp_2#1", { lost: 1, lostTo: 1 }),
      entry("opp_3#1", { lost: 1 }),
    ];
    await commit({
      writes: booked.map((item) => putOnce(item, () => conflict("booked before"))),
      result: undefined,
    });
    await product.drain();
    const record = { weWon: 1, weLost: 2, lostToThem: 1 };
    const read = await client.get(`/competitors/${rival.body.id}`);
    expect(read.body).toEqual({ ...rival.body, record });
    const listed = await client.get("/competitors?name=北方");
    expect(listed.body.items.map(({ record }: { record: object }) => record)).toEqual([
      { weWon: 0, weLost: 0, lostToThem: 0 },
      record,
    ]);
  });
});
