import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../makers/client.ts";
import { company } from "../makers/company.ts";
import { created, fresh, yuan } from "../makers/deal.ts";
import { percent } from "../makers/plan.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
});
afterAll(() => product.stop());

const finance = () => product.as(people.finance);
const body = (more: Json = {}) => ({
  name: fresh("提成"),
  firstMonth: "2026-11",
  rules: [percent(500)],
  ...more,
});
const bands = (...edges: [number, number | undefined][]): Json => ({
  kind: "bands",
  mode: "marginal",
  per: "deal",
  bands: edges.map(([from, to]) => ({
    from: yuan(from),
    ...(to !== undefined && { to: yuan(to) }),
    basisPoints: 500,
  })),
});
const withRate = (rate: Json) => body({ rules: [{ name: "only", rate }] });

describe("commission plans", () => {
  it("are made, read with their versions, changed and kept in the history", async () => {
    const made = await finance().post("/commission-plans", body({ name: "销售提成 2027" }));
    expect([made.status, made.calls]).toEqual([201, 1]);
    expect(made.body).toMatchObject({ basis: "won-amount", active: true, rank: 100, latestVersion: 1 });
    expect(made.headers.get("location")).toBe(`/commission-plans/${made.body.id}`);
    const path = `/commission-plans/${made.body.id}`;

    const added = await finance().post(`${path}/versions`, { firstMonth: "2026-12", rules: [percent(700)] });
    expect([added.status, added.body.planVersion, added.calls]).toEqual([201, 2, 2]);
    const read = await finance().get(path);
    expect(read.calls).toEqual(1);
    expect(
      read.body.versions.map(({ planVersion, firstMonth, createdBy }: Json) => [
        planVersion,
        firstMonth,
        createdBy,
      ]),
    ).toEqual([
      [1, "2026-11", people.finance.id],
      [2, "2026-12", people.finance.id],
    ]);
    expect(read.body).toMatchObject({ latestVersion: 2, firstMonth: "2026-12", version: 2 });

    const off = await finance().patch(path, { active: false, rank: 5 }, { "if-match": '"2"' });
    expect([off.status, off.body.active, off.calls]).toEqual([200, false, 2]);
    expect((await finance().patch(path, { rank: 6 }, { "if-match": '"2"' })).status).toBe(412);
    await product.drain();
    const history = (await finance().get(`${path}/history`)).body.items;
    expect(history.map(({ version }: Json) => version)).toEqual([3, 2, 1]);
    const listed = await finance().get("/commission-plans");
    expect(listed.body.items.map(({ id }: Json) => id)).toContain(made.body.id);
  });

  const flawed: [string, () => Json, number, string, string][] = [
    [
      "a gap between bands",
      () => withRate(bands([0, 1_000], [2_000, undefined])),
      422,
      "the bands leave a gap from 1000.00 CNY to 2000.00 CNY",
      "/rules/0/rate/bands/1",
    ],
    [
      "a gap below",
      () => withRate(bands([1, undefined])),
      422,
      "the bands leave a gap from 0.00 CNY to 1.00 CNY",
      "/rules/0/rate/bands/0",
    ],
    [
      "a gap above",
      () => withRate(bands([0, 1_000])),
      422,
      "the bands leave a gap from 1000.00 CNY on",
      "/rules/0/rate/bands/0",
    ],
    [
      "an overlap",
      () => withRate(bands([0, 1_000], [900, undefined])),
      422,
      "the bands overlap from 900.00 CNY to 1000.00 CNY",
      "/rules/0/rate/bands/1",
    ],
    [
      "a band after the last",
      () => withRate(bands([0, undefined], [900, undefined])),
      422,
      "only the last band is without an end",
      "/rules/0/rate/bands/1",
    ],
    [
      "two rules of one name",
      () => body({ rules: [percent(1, { name: "a" }), percent(2, { name: "a" })] }),
      422,
      "two rules are named a",
      "/rules/1/name",
    ],
    [
      "commission on payments",
      () => body({ basis: "payments" }),
      422,
      "commission on payments received is not offered yet; the basis is won-amount",
      "/basis",
    ],
    [
      "an unknown product",
      () => body({ rules: [percent(1, { productIds: ["prd_01JCXW3V7Q8F2M4N6P8R0T2V4X"] })] }),
      422,
      "there is no product prd_01JCXW3V7Q8F2M4N6P8R0T2V4X",
      "/rules/0/productIds/0",
    ],
    [
      "an unknown department",
      () => body({ departmentIds: ["dep_01JCXW3V7Q8F2M4N6P8R0T2V4X"] }),
      422,
      "there is no department dep_01JCXW3V7Q8F2M4N6P8R0T2V4X",
      "/departmentIds/0",
    ],
    ["no rules", () => body({ rules: [] }), 400, "/rules", "/rules"],
    [
      "more than all of it",
      () => body({ rules: [percent(10_001)] }),
      400,
      "/rules/0/rate/basisPoints",
      "/rules/0/rate/basisPoints",
    ],
    [
      "a rate that is none",
      () => withRate({ kind: "luck" }),
      400,
      "/rules/0/rate/kind",
      "/rules/0/rate/kind",
    ],
    [
      "foreign bands",
      () =>
        withRate({
          ...bands([0, undefined]),
          bands: [{ from: { amount: 0, currency: "USD" }, basisPoints: 1 }],
        }),
      422,
      "amounts are in CNY, the company's base currency",
      "/rules/0/rate/bands/0/from/currency",
    ],
    ["a month that is none", () => body({ firstMonth: "2026-13" }), 400, "/firstMonth", "/firstMonth"],
  ];
  it.each(flawed)("with %s are refused", async (_, made, status, detail, pointer) => {
    const answer = await finance().post("/commission-plans", made());
    expect([answer.status, answer.body.errors[0]?.pointer]).toEqual([status, pointer]);
    expect(answer.body.detail).toContain(detail);
  });

  it("take versions in the order of their months, and names once", async () => {
    const made = await created(finance(), "/commission-plans", body({ firstMonth: "2027-03" }));
    const early = await finance().post(`/commission-plans/${made.id}/versions`, {
      firstMonth: "2027-02",
      rules: [percent(1)],
    });
    expect([early.status, early.body.detail]).toEqual([
      422,
      "a version begins no earlier than the one before it, 2027-03",
    ]);
    const twice = await finance().post("/commission-plans", body({ name: made.name }));
    expect([twice.status, twice.body.code]).toEqual([409, "already-exists"]);
    const payments = await finance().patch(`/commission-plans/${made.id}`, { basis: "payments" });
    expect([payments.status, payments.body.code]).toEqual([422, "rule-broken"]);
    const unknown = await finance().post("/commission-plans/cpl_01JCXW3V7Q8F2M4N6P8R0T2V4X/versions", {
      firstMonth: "2027-02",
      rules: [percent(1)],
    });
    expect(unknown.status).toBe(404);
  });

  it("are read by managers, kept by finance, and not for salespeople", async () => {
    const made = await created(finance(), "/commission-plans", body());
    expect((await product.as(people.manager).get(`/commission-plans/${made.id}`)).status).toBe(200);
    expect((await product.as(people.manager).post("/commission-plans", body())).status).toBe(403);
    expect((await product.as(people.salesperson).get("/commission-plans")).status).toBe(403);
  });
});
