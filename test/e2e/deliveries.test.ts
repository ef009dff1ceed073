import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CARD_RULES } from "../../lib/service-cards/rules.ts";
import type { Answer, Json } from "../makers/client.ts";
import { company, hire } from "../makers/company.ts";
import { cheapest, created, fresh, inDays, opportunity } from "../makers/deal.ts";
import { complete, delivery, goods, line, order } from "../makers/delivery.ts";
import { type Product, startProduct } from "../makers/product.ts";

let product: Product;
let people: Awaited<ReturnType<typeof company>>;
let pump: Json;
let installation: Json;

beforeAll(async () => {
  product = await startProduct();
  people = await company(product);
  pump = await goods(product.as(people.admin), "热泵", 12);
  installation = await goods(product.as(people.admin), "安装", 0);
});
afterAll(() => product.stop());

const seller = () => product.as(people.salesperson);
const manager = () => product.as(people.manager);
const day = (days: number) => inDays(product.now(), days);
const pumps = (quantity: number) => order(seller(), manager(), [line(pump, quantity)]);
const allOf = (placed: Json) => delivery(seller(), placed, [{ plannedOn: day(0) }]);
const statusOf = ({ status, body }: Answer) => [status, body?.detail];
const linesOf = (part: Json) => part.lines.map(({ productId, quantity }: Json) => [productId, quantity]);

async function cardsOf(record: Json): Promise<Json[]> {
  await product.drain();
  return seller().all(`/service-cards?customerId=${record.customerId}`);
}

describe("the delivery of an order", () => {
  it("comes in two parts by plan, each recorded when it is done; its service cards open by themselves", async () => {
    const placed = await order(seller(), manager(), [line(pump, 2), line(installation, 1), line(pump, 1)]);
    const planned = await delivery(seller(), placed, [
      { plannedOn: day(1), lines: [line(pump, 2)], note: "两台先到" },
      { plannedOn: day(20) },
    ]);
    expect(planned).toMatchObject({
      number: expect.stringMatching(/^DLV-\d{6}-\d{4}$/),
      orderNumber: placed.number,
      customerId: placed.customerId,
      ownerId: people.salesperson.id,
      status: "open",
      ordered: [
        { productId: pump.id, productName: pump.name, quantity: 3 },
        { productId: installation.id, quantity: 1 },
      ],
    });
    expect(planned.parts.map(linesOf)).toEqual([
      [[pump.id, 2]],
      [
        [pump.id, 1],
        [installation.id, 1],
      ],
    ]);
    expect((await seller().get(`/orders/${placed.id}`)).body).toMatchObject({
      deliveryId: planned.id,
      deliveryStatus: "planned",
    });

    const serials = [fresh("HP"), fresh("HP")];
    const first = await complete(seller(), planned, 1, {
      deliveredOn: day(-1),
      receivedBy: "李工",
      lines: [line(pump, 2, serials)],
    });
    expect(first.status).toBe(200);
    expect(first.body.parts[0]).toMatchObject({
      status: "done",
      deliveredOn: day(-1),
      deliveredBy: people.salesperson.id,
      receivedBy: "李工",
      note: "两台先到",
      lines: [{ serialNumbers: serials }],
    });
    expect(first.body.status).toBe("open");
    expect((await seller().get(`/orders/${placed.id}`)).body.deliveryStatus).toBe("partly");

    const last = await complete(seller(), planned, 2);
    expect(last.body).toMatchObject({ status: "delivered", deliveredOn: day(0) });
    expect((await seller().get(`/orders/${placed.id}`)).body.deliveryStatus).toBe("delivered");

    const cards = await cardsOf(placed);
    const shown = cards.map((card) => [card.productId, card.serialNumber, card.quantity, card.deliveredOn]);
    expect(shown.sort()).toEqual(
      [
        [pump.id, serials[0], 1, day(-1)],
        [pump.id, serials[1], 1, day(-1)],
        [pump.id, undefined, 1, day(0)],
        [installation.id, undefined, 1, day(0)],
      ].sort(),
    );
    for (const card of cards)
      expect(card).toMatchObject({
        number: expect.stringMatching(/^SC-\d{4}-\d{6}$/),
        deliveryId: planned.id,
        orderId: placed.id,
        customerName: placed.customerName,
        warranty: { verdict: card.productId === pump.id ? "in-warranty" : "no-warranty" },
      });
    expect(new Set(cards.map(({ number }) => number)).size).toBe(4);

    const { body: overview } = await seller().get(`/customers/${placed.customerId}/overview`);
    expect(overview.deliveries).toEqual([]);
    expect(overview.serviceCards.map(({ id }: Json) => id)).toEqual(cards.map(({ id }) => id));
    const kinds = overview.timeline.items.map(({ kind }: Json) => kind);
    for (const kind of [
      "delivery.planned",
      "delivery.part-completed",
      "delivery.completed",
      "service-card.opened",
    ])
      expect(kinds).toContain(kind);
  });

  it("is at most what was ordered, in plan and deed", async () => {
    const placed = await pumps(3);
    const body = (...parts: Json[]) => seller().post("/deliveries", { orderId: placed.id, parts });
    const part = (...lines: Json[]) => ({ plannedOn: day(1), lines });
    const tooMuch = `never more is delivered than was ordered: 3 of ${pump.name} were ordered, and 4 would be planned and delivered`;
    const refused = await body(part(line(pump, 2)), part(line(pump, 2)));
    expect([...statusOf(refused), refused.body.errors[0].pointer]).toEqual([
      422,
      tooMuch,
      "/parts/1/lines/0/quantity",
    ]);
    expect(statusOf(await body(part(line(installation, 1))))).toEqual([
      422,
      "only what was ordered is delivered",
    ]);
    expect(statusOf(await body(part(line(pump, 1), line(pump, 1))))).toEqual([
      422,
      "a product stands once in a part",
    ]);
    expect(statusOf(await body(part(line(pump, 3)), { plannedOn: day(2) }))).toEqual([
      422,
      "all that was ordered is planned or delivered already",
    ]);

    const planned = await delivery(seller(), placed, [part(line(pump, 2)), part(line(pump, 1))]);
    expect(statusOf(await complete(seller(), planned, 1, { lines: [line(pump, 3)] }))).toEqual([
      422,
      tooMuch,
    ]);
    const path = `/deliveries/${planned.id}/parts`;
    expect(statusOf(await seller().patch(`${path}/2`, { lines: [line(pump, 2)] }))).toEqual([422, tooMuch]);
    expect((await seller().post(path, part(line(pump, 1)))).status).toBe(422);

    const cancelled = await seller().post(`${path}/2/cancel`, { reason: "一次送达" });
    expect(cancelled.body.parts[1]).toMatchObject({ status: "cancelled", cancelReason: "一次送达" });
    const done = await complete(seller(), planned, 1, { lines: [line(pump, 3)] });
    expect([done.status, done.body.status]).toEqual([200, "delivered"]);
  });

  it("leaves what a part did not bring to be planned anew", async () => {
    const planned = await allOf(await pumps(5));
    const path = `/deliveries/${planned.id}/parts`;
    const first = await complete(seller(), planned, 1, { lines: [line(pump, 2)] });
    expect(first.body.status).toBe("open");
    const added = await seller().post(path, { plannedOn: day(3) });
    expect([added.status, added.body.parts[1].number]).toEqual([201, 2]);
    expect(linesOf(added.body.parts[1])).toEqual([[pump.id, 3]]);
    const moved = await seller().patch(`${path}/2`, { plannedOn: day(9), note: "改期" });
    expect(moved.body.parts[1]).toMatchObject({ plannedOn: day(9), note: "改期" });
    expect(linesOf(moved.body.parts[1])).toEqual([[pump.id, 3]]);
    expect((await complete(seller(), planned, 2)).body.status).toBe("delivered");
    expect((await cardsOf(planned)).map(({ quantity }) => quantity).sort()).toEqual([2, 3]);
    expect(statusOf(await seller().post(path, { plannedOn: day(3) }))).toEqual([
      422,
      "all that was ordered is planned or delivered already",
    ]);
  });

  it("is planned once: a second plan is told of the first, also when ten come at once", async () => {
    const placed = await pumps(1);
    const body = { orderId: placed.id, parts: [{ plannedOn: day(0) }] };
    const answers = await Promise.all(Array.from({ length: 10 }, () => seller().post("/deliveries", body)));
    const [made] = answers.filter(({ status }) => status === 201);
    const others = answers.filter(({ status }) => status !== 201);
    expect(others).toHaveLength(9);
    for (const { status, body } of others)
      expect([status, body.code, body.existingId]).toEqual([409, "already-exists", made?.body.id]);
  });

  it("never brings more than was ordered, however many complete its parts at once", async () => {
    const placed = await pumps(6);
    const planned = await delivery(seller(), placed, [
      ...[1, 1, 1].map((quantity) => ({ plannedOn: day(0), lines: [line(pump, quantity)] })),
    ]);
    const clients = [seller(), manager(), product.as(people.admin)];
    const asked = Array.from({ length: 18 }, (_, index) =>
      complete(clients[index % 3] ?? seller(), planned, 1 + (index % 3), {
        lines: [line(pump, 1 + (index % 4), [fresh("P")])],
      }),
    );
    const answers = await Promise.all(asked);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    const { body } = await seller().get(`/deliveries/${planned.id}`);
    const done = body.parts.filter(({ status }: Json) => status === "done");
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(done.length);
    const sum = (records: Json[]) => records.reduce((total, { quantity }) => total + quantity, 0);
    const brought = sum(done.flatMap(({ lines }: Json) => lines));
    expect(brought).toBeLessThanOrEqual(6);
    expect(done.length).toBe(3);
    expect(sum(await cardsOf(planned))).toBe(brought);
  });

  it("is recorded once: a part that is done or cancelled takes nothing more", async () => {
    const planned = await delivery(seller(), await pumps(2), [
      { plannedOn: day(0), lines: [line(pump, 1)] },
      { plannedOn: day(0), lines: [line(pump, 1)] },
    ]);
    const path = `/deliveries/${planned.id}/parts`;
    const answers = await Promise.all(Array.from({ length: 5 }, () => complete(seller(), planned, 1)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    await seller().post(`${path}/2/cancel`);
    for (const [part, sentence] of [
      [1, "the part was delivered already"],
      [2, "the part was cancelled"],
    ] as const) {
      expect(statusOf(await complete(seller(), planned, part))).toEqual([409, sentence]);
      expect(statusOf(await seller().patch(`${path}/${part}`, { plannedOn: day(1) }))).toEqual([
        409,
        sentence,
      ]);
      expect(statusOf(await seller().post(`${path}/${part}/cancel`))).toEqual([409, sentence]);
    }
    expect((await complete(seller(), planned, 3)).status).toBe(404);
    expect(await cardsOf(planned)).toHaveLength(1);
    const stale = { "if-match": '"1"' };
    expect((await seller().post(path, { plannedOn: day(1) }, stale)).status).toBe(412);
  });

  it("refuses days to come, strangers, orders of nothing and of nobody", async () => {
    const planned = await allOf(await pumps(1));
    expect(statusOf(await complete(seller(), planned, 1, { deliveredOn: day(1) }))).toEqual([
      422,
      "a part is recorded once it was delivered, not before",
    ]);
    const stranger = await complete(seller(), planned, 1, { deliveredBy: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X" });
    expect([stranger.status, stranger.body.code]).toEqual([422, "unknown-reference"]);
    const service = await order(seller(), manager(), undefined, { amount: { amount: 100, currency: "CNY" } });
    const nothing = await seller().post("/deliveries", {
      orderId: service.id,
      parts: [{ plannedOn: day(0) }],
    });
    expect(statusOf(nothing)).toEqual([422, "an order without products has nothing to deliver"]);
    const theirs = await order(product.as(people.southerner), manager(), [line(pump, 1)]);
    const hidden = await seller().post("/deliveries", { orderId: theirs.id, parts: [{ plannedOn: day(0) }] });
    expect([hidden.status, hidden.body.code]).toEqual([422, "unknown-reference"]);
  });
});

describe("serial numbers", () => {
  it("stand for one unit of a product: a second is refused and names the card that has it", async () => {
    const serial = fresh("SN-a");
    const one = await allOf(await pumps(2));
    expect((await complete(seller(), one, 1, { lines: [line(pump, 2, [serial])] })).status).toBe(200);
    const [holder] = (await cardsOf(one)).filter(({ serialNumber }) => serialNumber === serial);
    const two = await allOf(await pumps(1));
    const typed = ` ${serial.toLowerCase().replace("-", "－")} `;
    const again = await complete(seller(), two, 1, { lines: [line(pump, 1, [typed])] });
    expect([again.status, again.body.code, again.body.existingId, again.body.errors[0].pointer]).toEqual([
      409,
      "already-exists",
      holder?.id,
      "/lines/0/serialNumbers/0",
    ]);
    expect((await seller().get(`/deliveries/${two.id}`)).body.parts[0].status).toBe("planned");

    const other = await allOf(await order(seller(), manager(), [line(installation, 1)]));
    expect((await complete(seller(), other, 1, { lines: [line(installation, 1, [serial])] })).status).toBe(
      200,
    );
  });

  it("are no more than units, and none twice in a part", async () => {
    const planned = await allOf(await pumps(2));
    const refused = async (serials: string[], quantity = 2) =>
      statusOf(await complete(seller(), planned, 1, { lines: [line(pump, quantity, serials)] }));
    expect(await refused(["X1", "x 1"])).toEqual([422, "a serial number stands for one unit"]);
    expect(await refused(["X1", "X2"], 1)).toEqual([
      422,
      "a part has no more serial numbers of a product than units",
    ]);
    expect((await refused(["序列号"]))[0]).toBe(400);
    const many = await allOf(await order(seller(), manager(), [line(pump, 60), line(installation, 60)]));
    const list = (prefix: string) => Array.from({ length: 60 }, () => fresh(prefix));
    const lines = [line(pump, 60, list("A")), line(installation, 60, list("B"))];
    expect(statusOf(await complete(seller(), many, 1, { lines }))).toEqual([
      422,
      "a part takes at most 90 serial numbers: divide it",
    ]);
    const fitting = [line(pump, 60, list("A")), line(installation, 60, list("B").slice(30))];
    expect((await complete(seller(), many, 1, { lines: fitting })).status).toBe(200);
    expect(await cardsOf(many)).toHaveLength(60 + 30 + 1);
  });
});

describe("an order that is cancelled", () => {
  const undo = ({ opportunityId }: Json) =>
    manager().post(`/opportunities/${opportunityId}/undo-win`, { reason: "客户撤单" });

  it("takes the plan of its delivery with it", async () => {
    const placed = await pumps(2);
    const planned = await allOf(placed);
    expect((await undo(placed)).status).toBe(200);
    const { body } = await seller().get(`/deliveries/${planned.id}`);
    expect(body).toMatchObject({
      status: "cancelled",
      cancelReason: "客户撤单",
      parts: [{ status: "cancelled" }],
    });
    const sentence = "the delivery was cancelled with its order";
    expect(statusOf(await complete(seller(), planned, 1))).toEqual([409, sentence]);
    const added = await seller().post(`/deliveries/${planned.id}/parts`, { plannedOn: day(0) });
    expect(statusOf(added)).toEqual([409, sentence]);
  });

  it("is not delivered", async () => {
    const placed = await pumps(2);
    expect((await undo(placed)).status).toBe(200);
    const refused = await seller().post("/deliveries", {
      orderId: placed.id,
      parts: [{ plannedOn: day(0) }],
    });
    expect(statusOf(refused)).toEqual([409, "the order was cancelled: nothing of it is delivered"]);
  });

  it("cannot be, once something of it was delivered", async () => {
    const placed = await pumps(2);
    await complete(seller(), await allOf(placed), 1, { lines: [line(pump, 1)] });
    const refused = await undo(placed);
    expect(statusOf(refused)).toEqual([
      409,
      "the win of an order of which something was delivered cannot be undone",
    ]);
    expect((await seller().get(`/orders/${placed.id}`)).body.status).toBe("placed");
  });

  it("and delivered at the same moment is one or the other", async () => {
    for (let round = 0; round < 6; round += 1) {
      const placed = await pumps(1);
      const planned = await allOf(placed);
      const [undone, done] = await Promise.all([undo(placed), complete(seller(), planned, 1)]);
      expect([undone.status, done.status].sort()).toEqual([200, 409]);
      const { body } = await seller().get(`/deliveries/${planned.id}`);
      const { status } = (await seller().get(`/orders/${placed.id}`)).body;
      expect([body.status, status]).toEqual(
        done.status === 200 ? ["delivered", "placed"] : ["cancelled", "cancelled"],
      );
      expect(await cardsOf(placed)).toHaveLength(done.status === 200 ? 1 : 0);
    }
  });
});

describe("deliveries", () => {
  it("are found by number, order, customer, owner, status and day, within one call", async () => {
    const placed = await pumps(2);
    const planned = await delivery(seller(), placed, [{ plannedOn: day(-3) }]);
    const later = await delivery(seller(), await pumps(1), [{ plannedOn: day(40) }]);
    await product.drain();
    await seller().get("/deliveries?limit=1");
    const ids = async (query: string) => {
      const { status, calls, body } = await cheapest(() => seller().get(`/deliveries?${query}`));
      expect([query, status, calls]).toEqual([query, 200, 1]);
      return body.items.map(({ id }: Json) => id);
    };
    for (const query of [
      `number=${planned.number}`,
      `orderId=${placed.id}`,
      `customerId=${placed.customerId}&status=open`,
    ])
      expect(await ids(query)).toEqual([planned.id]);
    expect((await ids(`ownerId=${people.salesperson.id}`))[0]).toBe(later.id);
    // Whoever sees all, some or their own: what is to come, without going through what has come in all years.
    for (const person of [people.salesperson, people.manager, people.agent]) {
      const query = `status=open&plannedUntil=${day(-3)}`;
      const due = await cheapest(() => product.as(person).get(`/deliveries?${query}`));
      const found = due.body.items.map(({ id }: Json) => id);
      expect(found).toContain(planned.id);
      expect(found).not.toContain(later.id);
      expect([query, due.calls]).toEqual([query, 1]);
    }
    expect(await ids(`number=${planned.number}&status=delivered`)).toEqual([]);
  });

  it("are shown to those who sold, to the customer's owner and to those whose roles reach them", async () => {
    const mate = await hire(product, { departmentId: people.departments.south.id });
    const placed = await order(seller(), manager(), [line(pump, 1)], {
      salesTeam: [
        { userId: people.salesperson.id, share: 5_000 },
        { userId: mate.id, share: 5_000 },
      ],
    });
    const planned = await allOf(placed);
    await product.drain();
    const path = `/deliveries/${planned.id}`;
    const seen = async (person: Json) => {
      const [one, list] = await Promise.all([
        product.as(person).get(path),
        product.as(person).all("/deliveries"),
      ]);
      return [one.status, list.some(({ id }) => id === planned.id)];
    };
    for (const person of [people.salesperson, mate, people.manager, people.agent, people.finance])
      expect(await seen(person)).toEqual([200, true]);
    expect(await seen(people.southerner)).toEqual([404, false]);
    expect((await complete(product.as(mate), planned, 1)).status).toBe(403);
    expect((await complete(product.as(people.agent), planned, 1)).status).toBe(403);

    const heir = await hire(product, { departmentId: people.departments.south.id });
    const assign = { ownerId: heir.id };
    expect(
      (await product.as(people.admin).post(`/customers/${placed.customerId}/assign`, assign)).status,
    ).toBe(200);
    await product.drain();
    expect(await seen(heir)).toEqual([200, true]);
    const history = (await product.as(heir).get(`${path}/history`)).body.items;
    expect(history.at(-1).changes.map(({ field }: Json) => field)).toContain("parts");
  });

  it("that are open are handed over with those who leave", async () => {
    const leaver = await hire(product, { departmentId: people.departments.east.id });
    const mine = product.as(leaver);
    const open = await delivery(mine, await order(mine, manager(), [line(pump, 1)]), [{ plannedOn: day(5) }]);
    const ended = await delivery(mine, await order(mine, manager(), [line(pump, 1)]), [
      { plannedOn: day(0) },
    ]);
    await complete(mine, ended, 1);
    await product.drain();
    const left = await product
      .as(people.admin)
      .post(`/users/${leaver.id}/handover`, { to: people.colleague.id });
    expect(left.status, JSON.stringify(left.body)).toBeLessThan(300);
    await product.drain();
    const ownerOf = async ({ id }: Json) => (await manager().get(`/deliveries/${id}`)).body.ownerId;
    expect(await ownerOf(open)).toBe(people.colleague.id);
    expect(await ownerOf(ended)).toBe(leaver.id);
  });

  it("keep within their budgets", async () => {
    const placed = await order(seller(), manager(), [line(pump, 4), line(installation, 1)]);
    const calls = async (request: Promise<Answer>) => {
      const answer = await request;
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
      return answer;
    };
    const parts = [{ plannedOn: day(0), lines: [line(pump, 1)] }];
    const made = await calls(seller().post("/deliveries", { orderId: placed.id, parts }));
    expect(made.calls).toEqual(3);
    const path = `/deliveries/${made.body.id}`;
    expect(
      (await calls(seller().post(`${path}/parts`, { plannedOn: day(1), lines: [line(pump, 1)] }))).calls,
    ).toEqual(2);
    expect((await calls(seller().post(`${path}/parts`, { plannedOn: day(2) }))).calls).toEqual(2);
    expect((await calls(seller().patch(`${path}/parts/2`, { note: "n" }))).calls).toEqual(2);
    const serials = { lines: [line(pump, 1, [fresh("B")])] };
    expect((await calls(complete(seller(), made.body, 1, serials))).calls).toEqual(2);
    expect((await calls(seller().post(`${path}/parts/2/cancel`))).calls).toEqual(2);
    expect((await calls(seller().get(path))).calls).toEqual(1);
    await product.drain();
    expect((await calls(seller().get(`${path}/history`))).calls).toEqual(2);
  });
});

it("a customer with deliveries is not deleted, only deactivated", async () => {
  const deal = await opportunity(seller(), { amount: undefined, lines: [line(pump, 1)] });
  await manager().post(`/opportunities/${deal.id}/win`);
  await product.drain();
  const refused = await product.as(people.admin).delete(`/customers/${deal.customerId}`);
  expect([refused.status, refused.body.detail]).toEqual([
    409,
    "a customer with opportunities, orders, service cards, activities or a membership is not deleted; deactivate it instead",
  ]);
  const bare = await created(seller(), "/customers", { name: fresh("旧客户") });
  const card = { customerId: bare.id, productId: pump.id, deliveredOn: day(-1) };
  await created(product.as(people.agent), "/service-cards", card);
  await product.drain();
  expect((await product.as(people.admin).delete(`/customers/${bare.id}`)).status).toBe(409);
  const future = await product.as(people.agent).post("/service-cards", { ...card, deliveredOn: day(1) });
  expect([future.status, future.body.detail]).toEqual([422, CARD_RULES.future]);
});
