import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
const absent = (prefix: string) => `${prefix}_01JCXW3V7Q8F2M4N6P8R0T2V4X`;

describe("an opportunity", () => {
  it("is created in one call with its new customer, competitors, a partner and lines", async () => {
    const { pump, chiller, rival, other, ally } = goods;
    const answer = await seller().post("/opportunities", {
      name: "苏州二期恒温车间",
      customer: {
        name: "苏州恒温设备有限公司",
        phone: "0512-6285 1234",
        region: "江苏",
        contacts: [
          { name: "王总工", phone: "13812345678", birthday: { calendar: "lunar", month: 8, day: 15 } },
        ],
      },
      competitors: [
        { competitorId: rival.id, price: yuan(90_000), threat: "high" },
        { competitorId: other.id },
      ],
      partners: [{ partnerId: ally.id, role: "installation", share: 1_000 }],
      lines: [
        { productId: pump.id, quantity: 12, discount: 500 },
        { productId: chiller.id, quantity: 3, discount: 1_000 },
        { productId: chiller.id, quantity: 1, unitPrice: yuan(30) },
      ],
      salesTeam: [
        { userId: people.salesperson.id, share: 7_000 },
        { userId: people.colleague.id, share: 3_000 },
      ],
      expectedCloseOn: inDays(product.now(), 40),
      stage: "proposal",
      customerAttitude: 4,
      followUp: {
        method: "visit",
        plannedAt: `${inDays(product.now(), 1)}T10:00:00+08:00`,
        content: "带样机",
      },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("location")).toBe(`/opportunities/${answer.body.id}`);
    expect(answer.body).toMatchObject({
      number: expect.stringMatching(/^OPP-\d{6}-\d{4}$/),
      status: "executing",
      stage: "proposal",
      probability: 4_000,
      probabilitySet: false,
      amount: { amount: 9_804_000 + 8_999 + 3_000, currency: "CNY" },
      ownerId: people.salesperson.id,
      departmentId: people.salesperson.departmentId,
      customerName: "苏州恒温设备有限公司",
      customerOwnerId: people.salesperson.id,
      collaboratorIds: [people.colleague.id],
      startedOn: inDays(product.now(), 0),
      stages: [{ stage: "proposal", by: people.salesperson.id }],
      version: 1,
    });
    expect(answer.body.lines[0]).toMatchObject({
      productName: pump.name,
      category: "heat pumps",
      unitPrice: yuan(8_600),
      amount: { amount: 9_804_000 },
    });
    const customer = await seller().get(`/customers/${answer.body.customerId}`);
    expect(customer.body).toMatchObject({
      type: "potential",
      phone: "+8651262851234",
      ownerId: people.salesperson.id,
    });
    expect((await seller().get(`/opportunities/${answer.body.id}`)).body).toEqual(answer.body);
    expect(await seller().all(`/customers/${answer.body.customerId}/contacts`)).toMatchObject([
      { name: "王总工", phone: "+8613812345678", birthday: { calendar: "lunar" } },
    ]);
    expect(await seller().all(`/opportunities/${answer.body.id}/follow-ups`)).toMatchObject([
      {
        method: "visit",
        status: "planned",
        handlerId: people.salesperson.id,
        customerName: "苏州恒温设备有限公司",
      },
    ]);
  });

  it("makes an intended customer potential, and changes it in the same call", async () => {
    const customer = await created(seller(), "/customers", { name: fresh("无锡客户") });
    expect(customer.type).toBe("intended");
    const deal = await opportunity(seller(), {
      customerId: customer.id,
      customer: { name: fresh("无锡精工"), region: "江苏", contacts: [{ name: "李采购" }] },
    });
    expect(await seller().all(`/customers/${customer.id}/contacts`)).toMatchObject([{ name: "李采购" }]);
    const { body } = await seller().get(`/customers/${customer.id}`);
    expect(body).toMatchObject({ type: "potential", region: "江苏", name: deal.customerName, version: 2 });
    await opportunity(seller(), { customerId: customer.id });
    expect((await seller().get(`/customers/${customer.id}`)).body.version).toBe(2);
    await product.drain();
    const history = await seller().get(`/customers/${customer.id}/history`);
    expect(history.body.items[0].changes).toContainEqual({
      field: "type",
      from: "intended",
      to: "potential",
    });
  });

  it("costs one read and one transaction, besides the numbers", async () => {
    const lines = [{ productId: goods.pump.id, quantity: 1 }];
    const body = () => ({ name: "x", lines, competitors: [{ competitorId: goods.rival.id }] });
    const withNew = () =>
      seller().post("/opportunities", { ...body(), customer: { name: fresh("计数"), phone: undefined } });
    const { body: warm } = await withNew();
    expect((await cheapest(withNew)).calls).toEqual(4);
    const existing = await cheapest(() =>
      seller().post("/opportunities", { ...body(), customerId: warm.customerId }),
    );
    expect([existing.status, existing.calls]).toEqual([201, 3]);
  });

  it("is created with its customer or not at all", async () => {
    const name = fresh("南京客户");
    const known = await created(seller(), "/customers", { name: fresh("老客户"), phone: "021-5588 1234" });
    const bad = await seller().post("/opportunities", {
      name: "x",
      customer: { name },
      lines: [{ productId: absent("prd"), quantity: 1 }],
    });
    expect([bad.status, bad.body.code]).toEqual([422, "unknown-reference"]);
    const again = await seller().post("/opportunities", {
      name: "x",
      customer: { name, phone: "+862155881234" },
    });
    expect([again.status, again.body.existingId, again.body.errors[0].pointer]).toEqual([
      409,
      known.id,
      "/customer/phone",
    ]);
    const changed = await seller().post("/opportunities", {
      name: "x",
      customerId: known.id,
      customer: { region: "上海" },
      competitors: [{ competitorId: absent("cmp") }],
    });
    expect(changed.status).toBe(422);
    expect((await seller().get(`/customers/${known.id}`)).body).toEqual(known);
    expect(await seller().all(`/customers?name=${encodeURIComponent(name)}`)).toEqual([]);
    const allowed = await seller().post("/opportunities?allowDuplicate=true", {
      name: "x",
      customer: { name, phone: "+862155881234" },
    });
    expect(allowed.status).toBe(201);
  });

  it("is created once however often the same request is sent", async () => {
    const body = { name: fresh("一次"), customer: { name: fresh("一次客户") } };
    const key = { "idempotency-key": "create-once" };
    const answers = await Promise.all([1, 2, 3].map(() => seller().post("/opportunities", body, key)));
    const again = await seller().post("/opportunities", body, key);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect([...answers, again].map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set([...answers, again].map((answer) => answer.body.id)).size).toBe(1);
    const other = await seller().post("/opportunities", { ...body, name: "other" }, key);
    expect([other.status, other.body.code]).toEqual([422, "idempotency-key-reused"]);
  });

  it("meets others who create one for the same new customer at the same moment", async () => {
    const customer = await created(seller(), "/customers", { name: fresh("抢手客户") });
    const deals = await Promise.all(
      Array.from({ length: 6 }, () => opportunity(seller(), { customerId: customer.id })),
    );
    expect(new Set(deals.map(({ number }) => number)).size).toBe(6);
    expect((await seller().get(`/customers/${customer.id}`)).body).toMatchObject({
      type: "potential",
      version: 2,
    });
  });

  it("is given to somebody else only by those who may assign, and to those who can work with it", async () => {
    const mine = await opportunity(product.as(people.manager), { ownerId: people.salesperson.id });
    expect(mine).toMatchObject({ ownerId: people.salesperson.id, customerOwnerId: people.salesperson.id });
    const denied = await seller().post("/opportunities", {
      name: "x",
      customer: { name: fresh("谁的") },
      ownerId: people.colleague.id,
    });
    expect(denied.status).toBe(403);
    const unfit = await product.as(people.admin).post("/opportunities", {
      name: "x",
      customer: { name: fresh("谁的") },
      ownerId: people.agent.id,
    });
    expect([unfit.status, unfit.body.code]).toEqual([422, "not-assignable"]);
  });
});

describe("bad input of an opportunity", () => {
  const line = (more: object = {}) => ({ productId: goods.pump.id, quantity: 1, ...more });
  const share = (userId: string, part: number) => ({ userId, share: part });
  const cases: [string, () => object, number, string | undefined][] = [
    ["no customer at all", () => ({ customer: undefined }), 400, "/customerId"],
    ["a customer without a name", () => ({ customer: { region: "江苏" } }), 400, "/customer/name"],
    [
      "an unknown field of the customer",
      () => ({ customer: { name: "x", nick: "y" } }),
      400,
      "/customer/nick",
    ],
    [
      "a contact born on 30 February",
      () => ({
        customer: {
          name: fresh("x"),
          contacts: [{ name: "a" }, { name: "b", birthday: { calendar: "solar", month: 2, day: 30 } }],
        },
      }),
      400,
      "/customer/contacts/1/birthday/day",
    ],
    [
      "a contact whose phone is none",
      () => ({ customer: { name: fresh("x"), contacts: [{ name: "a" }, { name: "b", phone: "1" }] } }),
      400,
      "/customer/contacts/1/phone",
    ],
    ["a phone that is none", () => ({ customer: { name: fresh("x"), phone: "12" } }), 400, "/customer/phone"],
    ["an id of another type", () => ({ customer: undefined, customerId: absent("opp") }), 400, "/customerId"],
    [
      "a customer that is not there",
      () => ({ customer: undefined, customerId: absent("cus") }),
      422,
      "/customerId",
    ],
    ["an unknown field", () => ({ colour: "red" }), 400, "/colour"],
    [
      "a product that is not there",
      () => ({ lines: [line(), line({ productId: absent("prd") })] }),
      422,
      "/lines/1/productId",
    ],
    [
      "a competitor that is not there",
      () => ({ competitors: [{ competitorId: absent("cmp") }] }),
      422,
      "/competitors/0/competitorId",
    ],
    [
      "a partner that is not there",
      () => ({ partners: [{ partnerId: absent("prt") }] }),
      422,
      "/partners/0/partnerId",
    ],
    [
      "a competitor twice",
      () => ({ competitors: [{ competitorId: goods.rival.id }, { competitorId: goods.rival.id }] }),
      422,
      "/competitors/1/competitorId",
    ],
    ["half a product", () => ({ lines: [line({ quantity: 1.5 })] }), 400, "/lines/0/quantity"],
    ["none of a product", () => ({ lines: [line({ quantity: 0 })] }), 400, "/lines/0/quantity"],
    [
      "a negative price",
      () => ({ lines: [line({ unitPrice: { amount: -1, currency: "CNY" } })] }),
      400,
      "/lines/0/unitPrice/amount",
    ],
    [
      "a price in half a cent",
      () => ({ lines: [line({ unitPrice: { amount: 1.5, currency: "CNY" } })] }),
      400,
      "/lines/0/unitPrice/amount",
    ],
    [
      "a foreign price",
      () => ({ lines: [line({ unitPrice: { amount: 1, currency: "USD" } })] }),
      422,
      "/lines/0/unitPrice/currency",
    ],
    ["a discount beyond 100 %", () => ({ lines: [line({ discount: 10_001 })] }), 400, "/lines/0/discount"],
    [
      "a line beyond what can be booked",
      () => ({ lines: [line({ quantity: 1_000_000, unitPrice: yuan(1_000_000) })] }),
      422,
      "/lines/0",
    ],
    [
      "lines beyond what can be booked",
      () => ({
        lines: Array.from({ length: 20 }, () => line({ quantity: 1_000, unitPrice: yuan(1_000_000) })),
      }),
      422,
      "/lines",
    ],
    ["more than 20 lines", () => ({ lines: Array.from({ length: 21 }, () => line()) }), 400, "/lines"],
    ["an amount besides lines", () => ({ lines: [line()], amount: yuan(1) }), 422, "/amount"],
    [
      "shares short of 100 %",
      () => ({ salesTeam: [share(people.salesperson.id, 9_999)] }),
      422,
      "/salesTeam",
    ],
    [
      "a team without the owner",
      () => ({ salesTeam: [share(people.colleague.id, 10_000)] }),
      422,
      "/salesTeam",
    ],
    [
      "a member twice",
      () => ({ salesTeam: [share(people.salesperson.id, 5_000), share(people.salesperson.id, 5_000)] }),
      422,
      "/salesTeam/1/userId",
    ],
    [
      "a member who is nobody",
      () => ({ salesTeam: [share(people.salesperson.id, 5_000), share(absent("usr"), 5_000)] }),
      422,
      "/salesTeam/1/userId",
    ],
    [
      "partners with more than all",
      () => ({
        partners: [
          { partnerId: goods.ally.id, share: 6_000 },
          { partnerId: absent("prt"), share: 6_000 },
        ],
      }),
      422,
      "/partners",
    ],
    ["a collaborator who is nobody", () => ({ collaboratorIds: [absent("usr")] }), 422, "/collaboratorIds/0"],
    [
      "a collaborator who may not read it",
      () => ({ collaboratorIds: [people.colleague.id, people.agent.id] }),
      422,
      "/collaboratorIds/1",
    ],
    ["a stage that is not there", () => ({ stage: "golf" }), 422, "/stage"],
    ["a probability beyond 100 %", () => ({ probability: 10_001 }), 400, "/probability"],
    ["an attitude beyond champion", () => ({ customerAttitude: 6 }), 400, "/customerAttitude"],
    [
      "a close date in the past",
      () => ({ expectedCloseOn: inDays(product.now(), -1) }),
      422,
      "/expectedCloseOn",
    ],
    ["a close date that is none", () => ({ expectedCloseOn: "2027-02-30" }), 400, "/expectedCloseOn"],
    ["a beginning in the future", () => ({ startedOn: inDays(product.now(), 1) }), 422, "/startedOn"],
    [
      "a follow-up in the past",
      () => ({ followUp: { method: "visit", plannedAt: "2020-01-01T10:00:00+08:00", content: "x" } }),
      422,
      "/followUp/plannedAt",
    ],
    [
      "a follow-up by nobody",
      () => ({
        followUp: {
          method: "visit",
          plannedAt: "2030-01-01T10:00:00+08:00",
          content: "x",
          handlerId: absent("usr"),
        },
      }),
      403,
      "/followUp/handlerId",
    ],
    [
      "a follow-up without an offset",
      () => ({ followUp: { method: "visit", plannedAt: "2030-01-01T10:00:00", content: "x" } }),
      400,
      "/followUp/plannedAt",
    ],
    ["an empty name", () => ({ name: "  " }), 400, "/name"],
  ];

  it.each(cases)("%s: is answered with a pointer, and changes nothing", async (_, part, status, pointer) => {
    const name = fresh("坏客户");
    const answer = await seller().post("/opportunities", { name: "bad", customer: { name }, ...part() });
    expect([answer.status, answer.body.errors[0]?.pointer], JSON.stringify(answer.body)).toEqual([
      status,
      pointer,
    ]);
    expect(answer.body.detail).toBeTruthy();
    expect(await seller().all(`/customers?name=${encodeURIComponent(name)}`)).toEqual([]);
  });

  it("names the stages there are", async () => {
    const { body } = await seller().post("/opportunities", {
      name: "x",
      customer: { name: "y" },
      stage: "golf",
    });
    expect(body.detail).toBe(
      "the pipeline has no stage golf; its stages are prospecting, qualification, proposal, evaluation, negotiation, signing",
    );
  });

  it("takes no customer of others, who does not exist for this caller", async () => {
    const theirs = await created(product.as(people.southerner), "/customers", { name: fresh("别人的") });
    const answer = await seller().post("/opportunities", { name: "x", customerId: theirs.id });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, "/customerId"]);
  });

  it("does not change a customer that the caller may only read", async () => {
    const customer = await created(product.as(people.southerner), "/customers", { name: fresh("只读") });
    const reader = await hire(product, {
      roles: ["salesperson", "viewer"],
      departmentId: people.departments.east.id,
    });
    const as = product.as(reader);
    const denied = await as.post("/opportunities", {
      name: "x",
      customerId: customer.id,
      customer: { region: "湖南" },
    });
    expect(denied.status).toBe(403);
    const plain = await as.post("/opportunities", { name: "x", customerId: customer.id });
    expect([plain.status, plain.body.customerOwnerId]).toEqual([201, people.southerner.id]);
  });

  it("answers a fourth party's number with the opportunity that has it", async () => {
    const first = await opportunity(seller(), { number: "OLD-77" });
    const second = await seller().post("/opportunities", {
      name: "x",
      customer: { name: fresh("号码") },
      number: "OLD-77",
    });
    expect([second.status, second.body.existingId, second.body.errors[0].pointer]).toEqual([
      409,
      first.id,
      "/number",
    ]);
  });
});
