import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { totals } from "../../lib/aggregates/totals.ts";
import { competitorLedger, pipelineLedger, salesLedger } from "../../lib/performance/ledgers.ts";
import type { Json } from "../makers/client.ts";
import { company, hire } from "../makers/company.ts";
import { catalogue, cheapest, created, fresh, inDays, opportunity, yuan } from "../makers/deal.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;
let goods: Awaited<ReturnType<typeof catalogue>>;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
  goods = await catalogue(product.as(people.admin));
});
afterAll(() => product.stop());

const seller = () => product.as(people.salesperson);
const manager = () => product.as(people.manager);

/** What somebody has in the pipeline of a month. */
async function pipelineOf(salesperson: string, department: string | undefined, month: string) {
  await product.drain();
  const [total] = await totals(pipelineLedger, "salesperson", [
    { month, department: department ?? "none", salesperson },
  ]);
  return total?.measures;
}

async function recordAgainst(competitor: string) {
  await product.drain();
  const [total] = await totals(competitorLedger, "competitor", [{ competitor }]);
  return total?.measures ?? {};
}

describe("the pipeline of an opportunity", () => {
  it("keeps every stage with its time; the probability follows unless a person set it", async () => {
    const deal = await opportunity(seller());
    const path = `/opportunities/${deal.id}`;
    expect(deal).toMatchObject({ stage: "prospecting", probability: 1_000 });
    const moved = await seller().patch(path, { stage: "negotiation" });
    expect(moved.body).toMatchObject({ stage: "negotiation", probability: 8_000, probabilitySet: false });
    const set = await seller().patch(path, { probability: 5_500 });
    expect(set.body).toMatchObject({ probability: 5_500, probabilitySet: true });
    const back = await seller().patch(path, { stage: "proposal" });
    expect(back.body).toMatchObject({ stage: "proposal", probability: 5_500 });
    const follows = await seller().patch(path, { probability: null });
    expect(follows.body).toMatchObject({ probability: 4_000, probabilitySet: false });
    expect(follows.body.stages.map(({ stage }: Json) => stage)).toEqual([
      "prospecting",
      "negotiation",
      "proposal",
    ]);
    const noted = await cheapest(() => seller().patch(path, { summary: "x", competitors: [] }));
    expect([noted.status, noted.calls]).toEqual([200, 2]);
    expect((await seller().patch(path, { stage: "golf" })).body.errors[0].pointer).toBe("/stage");
    await product.drain();
    const history = await seller().get(`${path}/history`);
    const changes = history.body.items.flatMap((version: Json) => version.changes);
    expect(changes).toContainEqual({ field: "probability", from: 5_500, to: 4_000 });
  });

  it("is a setting: a stage taken out stays where it stands, and is not moved into any more", async () => {
    const admin = product.as(people.admin);
    const deal = await opportunity(seller(), { stage: "evaluation" });
    const { body: setting } = await admin.get("/settings/pipeline");
    const stages = setting.value.stages
      .filter(({ key }: Json) => key !== "evaluation")
      .map((stage: Json) => (stage.key === "proposal" ? { ...stage, probability: 4_500 } : stage));
    expect((await admin.put("/settings/pipeline", { stages })).status).toBe(200);
    await product.settled();
    const noted = await seller().patch(`/opportunities/${deal.id}`, { summary: "still here" });
    expect(noted.body).toMatchObject({ stage: "evaluation", probability: 6_000 });
    expect((await seller().patch(`/opportunities/${deal.id}`, { stage: "proposal" })).body.probability).toBe(
      4_500,
    );
    const again = await seller().patch(`/opportunities/${deal.id}`, { stage: "evaluation" });
    expect(again.status).toBe(422);
    expect(again.body.detail).toContain("prospecting, qualification, proposal, negotiation, signing");
    expect((await admin.post("/settings/pipeline/restore-default")).status).toBe(200);
    await product.settled();
  });

  it("moves with its month, its owner and its amount, and empties when it is decided", async () => {
    const [from, to] = await Promise.all(
      ["甲", "乙"].map((name) => hire(product, { name, departmentId: people.departments.east.id })),
    );
    const department = people.departments.east.id;
    const deal = await opportunity(product.as(from!), { amount: yuan(100), expectedCloseOn: "2027-03-31" });
    const path = `/opportunities/${deal.id}`;
    expect(await pipelineOf(from!.id, department, "2027-03")).toEqual({
      open: 1,
      amount: 10_000,
      weighted: 1_000,
    });
    await product
      .as(from!)
      .patch(path, { expectedCloseOn: "2027-04-01", stage: "proposal", amount: yuan(50) });
    expect(await pipelineOf(from!.id, department, "2027-03")).toEqual({ open: 0, amount: 0, weighted: 0 });
    expect(await pipelineOf(from!.id, department, "2027-04")).toEqual({
      open: 1,
      amount: 5_000,
      weighted: 2_000,
    });
    await manager().post(`${path}/assign`, { ownerId: to!.id });
    expect(await pipelineOf(from!.id, department, "2027-04")).toMatchObject({ open: 0 });
    await product.as(to!).patch(path, { expectedCloseOn: null });
    expect(await pipelineOf(to!.id, department, "undated")).toEqual({
      open: 1,
      amount: 5_000,
      weighted: 2_000,
    });
    await product.as(to!).post(`${path}/lose`, { reason: "timing" });
    expect(await pipelineOf(to!.id, department, "undated")).toEqual({ open: 0, amount: 0, weighted: 0 });
    await manager().post(`${path}/reopen`, { reason: "they called", expectedCloseOn: "2027-05-31" });
    expect(await pipelineOf(to!.id, department, "2027-05")).toMatchObject({ open: 1 });
    expect((await manager().delete(path)).status).toBe(409);
  });
});

describe("changing an opportunity", () => {
  it("takes lines in the place of an amount, which is theirs from then on", async () => {
    const deal = await opportunity(seller());
    const path = `/opportunities/${deal.id}`;
    const lines = [{ productId: goods.pump.id, quantity: 2 }];
    const priced = await seller().patch(path, { lines });
    expect(priced.body).toMatchObject({ amount: yuan(17_200) });
    expect((await seller().patch(path, { amount: yuan(1) })).status).toBe(422);
    expect((await seller().patch(path, { lines: [], amount: yuan(1) })).body).toMatchObject({
      amount: yuan(1),
    });
    expect((await seller().patch(path, { lines, amount: yuan(1) })).status).toBe(422);
  });

  it("replaces lines whole, keeps what they were offered for, and sums the amount anew", async () => {
    const admin = product.as(people.admin);
    const pump = await created(admin, "/products", {
      name: fresh("泵"),
      unitPrice: yuan(100),
      category: "pumps",
    });
    const deal = await opportunity(seller(), {
      amount: undefined,
      lines: [{ productId: pump.id, quantity: 2 }],
    });
    await admin.patch(`/products/${pump.id}`, { unitPrice: yuan(120), active: false });
    const path = `/opportunities/${deal.id}`;
    const more = await seller().patch(path, { lines: [{ productId: pump.id, quantity: 3 }] });
    expect(more.body).toMatchObject({
      amount: yuan(300),
      lines: [{ unitPrice: yuan(100), category: "pumps" }],
    });
    const unknown = await seller().patch(path, {
      lines: [{ productId: "prd_01JCXW3V7Q8F2M4N6P8R0T2V4X", quantity: 1 }],
    });
    expect([unknown.status, unknown.body.errors[0].pointer]).toEqual([422, "/lines/0/productId"]);
    expect((await seller().patch(path, { amount: yuan(5) })).body.errors[0].pointer).toBe("/amount");
    const plain = await seller().patch(path, { lines: null, amount: yuan(5) });
    expect(plain.body).toMatchObject({ lines: [], amount: yuan(5) });
    const other = await opportunity(seller());
    const gone = await seller().patch(`/opportunities/${other.id}`, {
      amount: null,
      lines: [{ productId: pump.id, quantity: 1 }],
    });
    expect(gone.body.detail).toContain("is not offered any more");
  });

  it("is refused at a stale version, and one of two at the same version wins", async () => {
    const deal = await opportunity(seller());
    const path = `/opportunities/${deal.id}`;
    const etag = { "if-match": '"1"' };
    const both = await Promise.all([
      seller().patch(path, { customerAttitude: 1 }, etag),
      manager().patch(path, { customerAttitude: 5 }, etag),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await seller().patch(path, { customerAttitude: 3 }, etag)).status).toBe(412);
    expect((await seller().get(path)).body.version).toBe(2);
  });

  it("loses no change of several made at the same moment by callers who expect no version", async () => {
    const deal = await opportunity(seller());
    const path = `/opportunities/${deal.id}`;
    const patches = [
      { summary: "a" },
      { decisionMaker: "b" },
      { strengths: "c" },
      { weaknesses: "d" },
      { stage: "proposal" },
      { customerAttitude: 5 },
    ];
    const answers = await Promise.all(patches.map((patch) => seller().patch(path, patch)));
    expect(answers.map(({ status }) => status)).toEqual(patches.map(() => 200));
    const { body } = await seller().get(path);
    expect(body).toMatchObject({ ...Object.assign({}, ...patches), version: 7 });
    await product.drain();
    const [entry] = await totals(pipelineLedger, "salesperson", [
      { month: "undated", department: people.departments.east.id, salesperson: people.salesperson.id },
    ]);
    const open = await seller().all(`/opportunities?ownerId=${people.salesperson.id}&status=executing`);
    const undated = open.filter(({ expectedCloseOn }) => expectedCloseOn === undefined);
    const weighted = undated.map(({ amount, probability }) =>
      Math.round((amount.amount * probability) / 10_000),
    );
    expect(entry?.measures).toEqual({
      open: undated.length,
      amount: undated.reduce((sum, { amount }) => sum + amount.amount, 0),
      weighted: weighted.reduce((sum, value) => sum + value, 0),
    });
  });

  it("leaves what a patch does not name, and removes what it sets to null", async () => {
    const deal = await opportunity(seller(), {
      summary: "long",
      competitors: [{ competitorId: goods.rival.id }],
      collaboratorIds: [people.southerner.id],
      salesTeam: [
        { userId: people.salesperson.id, share: 6_000 },
        { userId: people.colleague.id, share: 4_000 },
      ],
    });
    const path = `/opportunities/${deal.id}`;
    const { body } = await seller().patch(path, { summary: null, decisionMaker: "王总工" });
    expect(body.summary).toBeUndefined();
    expect(body).toMatchObject({
      decisionMaker: "王总工",
      competitors: deal.competitors,
      salesTeam: deal.salesTeam,
    });
    expect(new Set(body.collaboratorIds)).toEqual(new Set([people.southerner.id, people.colleague.id]));
    const alone = await seller().patch(path, { salesTeam: null });
    expect(alone.body.collaboratorIds).toEqual([people.southerner.id]);
    for (const [patch, pointer] of [
      [{ ownerId: people.colleague.id }, "/ownerId"],
      [{ status: "won" }, "/status"],
      [{ name: null }, "/name"],
      [{ amount: { amount: -5, currency: "CNY" } }, "/amount/amount"],
    ] as const) {
      const refused = await seller().patch(path, patch);
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, pointer]);
    }
  });
});

describe("losing an opportunity", () => {
  it("says why and to whom, and is counted for the month, the person and each competitor", async () => {
    const rivals = await catalogue(product.as(people.admin));
    const loser = await hire(product, { departmentId: people.departments.south.id });
    const deal = await opportunity(product.as(loser), {
      source: "fair",
      competitors: [{ competitorId: rivals.rival.id }],
    });
    const path = `/opportunities/${deal.id}`;
    const bad = await product.as(loser).post(`${path}/lose`, { reason: "moon" });
    expect([bad.status, bad.body.errors[0].pointer]).toEqual([422, "/reason"]);
    expect(bad.body.detail).toContain("price, competitor, product-fit");
    const nobody = await product
      .as(loser)
      .post(`${path}/lose`, { reason: "price", lostTo: "cmp_01JCXW3V7Q8F2M4N6P8R0T2V4X" });
    expect([nobody.status, nobody.body.errors[0].pointer]).toEqual([422, "/lostTo"]);
    const body = { reason: "price", lostTo: rivals.other.id, failureFactors: "too dear" };
    const key = { "idempotency-key": "lose-once" };
    const lost = await Promise.all([1, 2].map(() => product.as(loser).post(`${path}/lose`, body, key)));
    expect(lost.map(({ status }) => status)).toEqual([200, 200]);
    expect(lost[0]?.body).toMatchObject({
      status: "lost",
      lossReason: "price",
      lostTo: rivals.other.id,
      lossNumber: 1,
    });
    const racing = await opportunity(product.as(loser), { customerId: deal.customerId });
    const race = await Promise.all(
      [1, 2, 3, 4].map(() =>
        product.as(loser).post(`/opportunities/${racing.id}/lose`, { reason: "timing" }),
      ),
    );
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const gone = await opportunity(product.as(loser), { customerId: deal.customerId });
    const [deleted, losing] = await Promise.all([
      manager().delete(`/opportunities/${gone.id}`),
      product.as(loser).post(`/opportunities/${gone.id}/lose`, { reason: "timing" }),
    ]);
    expect([
      [204, 404],
      [409, 200],
    ]).toContainEqual([deleted.status, losing.status]);
    const twice = await product.as(loser).post(`${path}/lose`, body);
    expect([twice.status, twice.body.detail]).toEqual([409, "the opportunity is lost already"]);

    expect(await recordAgainst(rivals.rival.id)).toEqual({ lost: 1 });
    expect(await recordAgainst(rivals.other.id)).toEqual({ lost: 1, lostTo: 1 });
    const dimensions = {
      month: inDays(product.now(), 0).slice(0, 7),
      department: people.departments.south.id,
    };
    const [mine] = await totals(salesLedger, "salesperson", [{ ...dimensions, salesperson: loser.id }]);
    const { length } = await product.as(loser).all("/opportunities?status=lost");
    expect(mine?.measures).toMatchObject({ lost: length, "lost/reason/price": 1, "lost/source/fair": 1 });
  });

  it("freezes the deal but not the notes; a manager reopens it with a reason, and nothing of the loss remains", async () => {
    const { rival } = await catalogue(product.as(people.admin));
    const deal = await opportunity(seller(), { competitors: [{ competitorId: rival.id }] });
    const path = `/opportunities/${deal.id}`;
    await seller().post(`${path}/lose`, { reason: "no-budget", lostTo: rival.id });
    expect(await recordAgainst(rival.id)).toEqual({ lost: 1, lostTo: 1 });
    expect((await seller().patch(path, { failureFactors: "budget was cut" })).status).toBe(200);
    for (const patch of [
      { amount: yuan(2) },
      { stage: "proposal" },
      { competitors: null },
      { source: "web" },
    ]) {
      const refused = await seller().patch(path, patch);
      expect([refused.status, refused.body.code]).toEqual([409, "conflict"]);
    }
    expect((await seller().post(`${path}/reopen`, { reason: "x" })).status).toBe(403);
    expect((await manager().post(`${path}/reopen`, {})).body.errors[0].pointer).toBe("/reason");
    const back = await manager().post(`${path}/reopen`, { reason: "their budget came through" });
    expect(back.body).toMatchObject({
      status: "executing",
      reopenReason: "their budget came through",
      lossNumber: 1,
    });
    for (const field of ["lostAt", "lossReason", "lostTo", "booked"])
      expect(back.body).not.toHaveProperty(field);
    expect(await recordAgainst(rival.id)).toEqual({ lost: 0, lostTo: 0 });
    expect((await manager().post(`${path}/reopen`, { reason: "again" })).status).toBe(409);
    await seller().post(`${path}/lose`, { reason: "timing" });
    expect(await recordAgainst(rival.id)).toEqual({ lost: 1, lostTo: 0 });
  });
});

describe("closing an opportunity", () => {
  it("is for won ones, by a manager, and lets nothing happen afterwards", async () => {
    const deal = await opportunity(seller());
    const path = `/opportunities/${deal.id}`;
    const early = await manager().post(`${path}/close`);
    expect([early.status, early.body.detail]).toEqual([
      409,
      "only a won opportunity can be closed; this one is executing",
    ]);
    expect((await manager().post(`${path}/win`)).status).toBe(200);
    expect((await seller().post(`${path}/close`)).status).toBe(403);
    const closed = await manager().post(`${path}/close`);
    expect([closed.status, closed.body.status]).toEqual([200, "closed"]);
    for (const [method, sub, body] of [
      ["PATCH", "", { summary: "x" }],
      ["POST", "/lose", { reason: "price" }],
      ["POST", "/reopen", { reason: "x" }],
      ["POST", "/close", undefined],
      ["POST", "/assign", { ownerId: people.colleague.id }],
      ["DELETE", "", undefined],
    ] as const) {
      const refused = await product.as(people.admin).send(method, path + sub, body);
      expect([refused.status, refused.body?.code], `${method} ${sub}`).toEqual([409, "conflict"]);
    }
  });
});

describe("deleting an opportunity", () => {
  it("takes it out of lists and pipeline and frees its number; its history is kept", async () => {
    const owner = await hire(product, { departmentId: people.departments.east.id });
    const deal = await opportunity(product.as(owner), { number: "DEL-1" });
    const path = `/opportunities/${deal.id}`;
    expect((await product.as(owner).delete(path)).status).toBe(403);
    expect((await manager().delete(path)).status).toBe(204);
    expect((await manager().get(path)).status).toBe(404);
    expect(await product.as(owner).all("/opportunities")).toEqual([]);
    // What came and went together was never counted.
    expect((await pipelineOf(owner.id, owner.departmentId, "undated"))?.open ?? 0).toBe(0);
    expect((await opportunity(product.as(owner), { number: "DEL-1" })).id).not.toBe(deal.id);
    expect((await manager().get(`${path}/history`)).body.items[0].changes[0].field).toBe("deletedAt");
  });
});
