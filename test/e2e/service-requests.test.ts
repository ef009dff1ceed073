import { afterAll, describe, expect, it } from "vitest";
import { totals } from "../../lib/aggregates/totals.ts";
import { MOST_WORDS } from "../../lib/knowledge/suggest.ts";
import { faultLedger, serviceLedger, serviceProductLedger } from "../../lib/service-requests/ledgers.ts";
import { addDays, dateIn } from "../../lib/time/zone.ts";
import type { Json } from "../makers/client.ts";
import { hire, type Staff } from "../makers/company.ts";
import { created, fresh, yuan } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";
import { request, requestInWork, servedCustomer, serviceCompany } from "../makers/service.ts";

const product = await startProduct();
const people = await serviceCompany(product);
const admin = product.as(people.admin);
const agent = product.as(people.agent);
const technician = product.as(people.technician);
afterAll(product.stop);

const today = () => dateIn(product.now(), "Asia/Shanghai");
const path = ({ id }: Json, verb = "") => `/service-requests/${id}${verb === "" ? "" : `/${verb}`}`;
const resolution = { resolution: "四通阀卡死，已更换" };
const inWork = (body: Json = {}) => requestInWork(agent, technician, people.technician, body);

describe("taking in a request", () => {
  it("names the card: customer, product and the verdict of the warranty come with it", async () => {
    const until = addDays(today(), 30);
    const since = addDays(today(), -400);
    const { customer, goods, card } = await servedCustomer(admin, addDays(until, -365));
    const made = await agent.post("/service-requests", {
      serviceCardId: card.id,
      callerName: "张三",
      callerPhone: "138 0013 8000",
      type: "repair",
      faultCategory: "no-output",
      channel: "phone",
      subject: "热泵不制热",
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(made.body).toMatchObject({
      number: expect.stringMatching(/^SR-\d{6}-\d{5}$/),
      status: "received",
      customerId: customer.id,
      customerName: customer.name,
      productId: goods.id,
      productName: goods.name,
      serialNumber: card.serialNumber,
      callerPhone: "+8613800138000",
      receivedBy: people.agent.id,
      departmentId: people.agent.departmentId,
      tier: "default",
      warranty: { verdict: "in-warranty", on: today(), reason: `in warranty until ${card.warrantyUntil}` },
      steps: [{ step: "received", by: people.agent.id }],
    });
    const expired = await servedCustomer(admin, since, 6);
    const old = await request(agent, { serviceCardId: expired.card.id });
    expect(old.warranty).toMatchObject({ verdict: "expired", until: expired.card.warrantyUntil });
    expect(old.warranty.reason).toMatch(/^the warranty expired: there is none since /);
    await created(admin, `/service-cards/${expired.card.id}/void`, { reason: "私自拆机" });
    const voided = await request(agent, { serviceCardId: expired.card.id });
    expect(voided.warranty.reason).toBe("the service card is void: 私自拆机");
    // What was judged stays judged.
    expect((await agent.get(path(old))).body.warranty).toEqual(old.warranty);
    expect((await request(agent)).warranty).toMatchObject({
      verdict: "no-card",
      reason: "no service card was named",
    });
  });

  it("keeps a call that nobody answered as missed, without targets, to be called back", async () => {
    const missed = await request(agent, { answered: false, callerPhone: "+8613800138001" });
    expect(missed.status).toBe("missed");
    expect(missed.firstResponseDueAt).toBeUndefined();
    const called = await agent.post(path(missed, "assign"), { technicianId: people.technician.id });
    expect([called.status, called.body.status, called.body.answered]).toEqual([200, "assigned", false]);
  });

  it("may find its customer and card later, and is then judged as of its day", async () => {
    const { customer, goods, card } = await servedCustomer(admin, addDays(today(), -10));
    const unknown = await request(agent);
    const found = await agent.patch(path(unknown), { serviceCardId: card.id });
    expect([found.status, found.calls], JSON.stringify(found.body)).toEqual([200, 2]);
    expect(found.body).toMatchObject({
      customerId: customer.id,
      productId: goods.id,
      warranty: { verdict: "in-warranty", on: today() },
    });
    const another = await servedCustomer(admin, addDays(today(), -10));
    for (const [patch, sentence] of [
      [{ customerId: another.customer.id }, "a request stays its customer's: take in another one"],
      [{ customerId: null }, "a request stays its customer's: take in another one"],
      [{ serviceCardId: another.card.id }, "the service card is another customer's"],
      [{ productId: another.goods.id }, "the service card is for another product"],
    ] as const) {
      const refused = await agent.patch(path(unknown), patch);
      expect([refused.status, refused.body.detail]).toEqual([422, sentence]);
    }
    const without = await agent.patch(path(unknown), { serviceCardId: null, subject: "热泵漏水" });
    expect(without.body).toMatchObject({ subject: "热泵漏水", productId: goods.id, customerId: customer.id });
    expect(without.body.warranty.verdict).toBe("no-card");
    expect(without.body.serviceCardId).toBeUndefined();
    await product.drain();
    const { items } = (await agent.get(`/customers/${customer.id}/timeline`)).body;
    expect(items.map(({ kind }: Json) => kind)).toContain("service-request.received");
  });

  it("is refused when what it says cannot be", async () => {
    const { customer, card } = await servedCustomer(admin, addDays(today(), -10));
    const stranger = await created(admin, "/customers", { name: fresh("别家") });
    const contact = await created(admin, `/customers/${stranger.id}/contacts`, { name: "李四" });
    const other = await created(admin, "/products", { name: fresh("冷水机"), unitPrice: yuan(10) });
    const body = { type: "repair", channel: "phone", subject: "不制热" };
    const missing = "01JCXW3V7Q8F2M4N6P8R0T2V4X";
    for (const [wrong, status, sentence, pointer] of [
      [{ type: "magic" }, 422, /^there is no service type magic; there are repair, /, "/type"],
      [{ channel: "pigeon" }, 422, /^there is no channel pigeon/, "/channel"],
      [{ faultCategory: "magic" }, 422, /^there is no fault category magic/, "/faultCategory"],
      [{ customerId: `cus_${missing}` }, 422, /^there is no customer cus_/, "/customerId"],
      [{ productId: `prd_${missing}` }, 422, /^there is no product prd_/, "/productId"],
      [{ serviceCardId: `sca_${missing}` }, 422, /^there is no service-card sca_/, "/serviceCardId"],
      [
        { serviceCardId: card.id, customerId: stranger.id },
        422,
        /card is another customer's$/,
        "/serviceCardId",
      ],
      [{ serviceCardId: card.id, productId: other.id }, 422, /card is for another product$/, "/productId"],
      [
        { customerId: customer.id, contactId: contact.id },
        422,
        /contact is none of this customer's$/,
        "/contactId",
      ],
      [
        { receivedAt: "2099-01-01T00:00:00Z" },
        422,
        /^a request is recorded once it was received/,
        "/receivedAt",
      ],
      [{ callerPhone: "call me" }, 400, /must be a phone number/, "/callerPhone"],
      [{ customerId: "cus_1" }, 400, /must be the id of a customer/, "/customerId"],
      [{ subject: " " }, 400, /must not be empty/, "/subject"],
      [{ content: "x".repeat(10_001) }, 400, /at most 10000/, "/content"],
      [{ status: "closed" }, 400, /is not a field known here/, "/status"],
      [
        { technicianId: people.technician.id, departmentId: people.workshop.id },
        422,
        /^a request is given to a technician or to a department, not to both$/,
        "/departmentId",
      ],
    ] as const) {
      const refused = await agent.post("/service-requests", { ...body, ...wrong });
      expect([refused.status, refused.body.detail, refused.body.errors?.[0]?.pointer]).toEqual([
        status,
        expect.stringMatching(sentence),
        pointer,
      ]);
    }
    const number = fresh("OLD").replaceAll(" ", "-");
    const first = await request(agent, { number });
    const second = await agent.post("/service-requests", { ...body, number });
    expect([second.status, second.body.code, second.body.existingId]).toEqual([
      409,
      "already-exists",
      first.id,
    ]);
    expect((await technician.post("/service-requests", body)).status).toBe(403);
    const key = { "idempotency-key": fresh("key").replaceAll(" ", "-") };
    const once = await agent.post("/service-requests", body, key);
    const twice = await agent.post("/service-requests", body, key);
    expect([twice.status, twice.body.id]).toEqual([201, once.body.id]);
  });
});

/** A request in each state, and what each verb makes of it: the next state, or the sentence that refuses it. */
const states: Record<string, () => Promise<Json>> = {
  missed: () => request(agent, { answered: false }),
  received: () => request(agent),
  queued: () => request(agent, { departmentId: people.workshop.id }),
  assigned: () => request(agent, { technicianId: people.technician.id }),
  "in-progress": () => inWork(),
  surveyed: async () => {
    const record = await inWork();
    await created(technician, path(record, "resolve"), resolution);
    await product.drain();
    const now = (await agent.get(path(record))).body;
    expect(now.status).toBe("surveyed");
    return now;
  },
  closed: async () => {
    const record = await inWork();
    await created(technician, path(record, "resolve"), resolution);
    await product.drain();
    return created(agent, path(record, "close"), {});
  },
};
const assignFirst = "a request is assigned to a technician before it is started";
const resolveFirst = "a request is assigned to a technician before it is resolved";
const startFirst = "a request is started before work on it is recorded";
const stillOpen = "a request is resolved before it is closed";
const notResolved = "only a resolved or closed request is reopened";
const reopenFirst = "a resolved request is not assigned: reopen it first";
const isResolved = "the request is resolved already";
const hasAnswer = "the first response is recorded already";
const isClosed = "a closed request is not changed: reopen it first";
const COURSE: Record<string, Record<string, string>> = {
  missed: {
    change: "missed",
    assign: "assigned",
    start: assignFirst,
    respond: "a missed call is assigned before somebody calls back",
    work: startFirst,
    resolve: resolveFirst,
    reopen: notResolved,
    close: "closed",
  },
  received: {
    change: "received",
    assign: "assigned",
    start: assignFirst,
    respond: "received",
    work: startFirst,
    resolve: resolveFirst,
    reopen: notResolved,
    close: stillOpen,
  },
  queued: {
    change: "assigned",
    assign: "assigned",
    start: assignFirst,
    respond: "assigned",
    work: startFirst,
    resolve: resolveFirst,
    reopen: notResolved,
    close: stillOpen,
  },
  assigned: {
    change: "assigned",
    assign: "assigned",
    start: "in-progress",
    respond: "assigned",
    work: startFirst,
    resolve: "resolved",
    reopen: notResolved,
    close: stillOpen,
  },
  "in-progress": {
    change: "in-progress",
    assign: "assigned",
    start: "the request is started already",
    respond: hasAnswer,
    work: "in-progress",
    resolve: "resolved",
    reopen: notResolved,
    close: stillOpen,
  },
  surveyed: {
    change: "surveyed",
    assign: reopenFirst,
    start: isResolved,
    respond: hasAnswer,
    work: "surveyed",
    resolve: isResolved,
    reopen: "in-progress",
    close: "closed",
  },
  closed: {
    change: isClosed,
    assign: reopenFirst,
    start: isResolved,
    respond: hasAnswer,
    work: isClosed,
    resolve: isResolved,
    reopen: "in-progress",
    close: "the request is closed already",
  },
};
const BODIES: Record<string, () => Json> = {
  assign: () => ({ technicianId: people.otherTechnician.id }),
  start: () => undefined,
  respond: () => ({ note: "下午上门" }),
  work: () => ({ minutes: 30, description: "检查" }),
  resolve: () => resolution,
  reopen: () => ({ reason: "又不制热" }),
  close: () => ({}),
};

describe.each(Object.entries(COURSE))("a request that is %s", (state, verbs) => {
  it.each(Object.entries(verbs))("%s: %s", async (verb, outcome) => {
    const record = await states[state]?.();
    const { status, body } =
      verb === "change"
        ? await agent.patch(path(record), { subject: "换个说法" })
        : await agent.post(path(record, verb), BODIES[verb]?.());
    const isRefusal = outcome.includes(" ");
    expect([status, isRefusal ? body.detail : body.status]).toEqual([isRefusal ? 409 : 200, outcome]);
    if (isRefusal) expect((await agent.get(path(record))).body.version).toBe(record.version);
    else expect(body.version).toBe(record.version + 1);
  });
});

describe("the course of a request", () => {
  it("keeps who did what and when, with work, parts and cost", async () => {
    const valve = await created(admin, "/products", { name: fresh("四通阀"), unitPrice: yuan(300) });
    const { id } = await request(agent, { faultCategory: "no-output" });
    await created(agent, path({ id }, "assign"), { technicianId: people.technician.id });
    await created(technician, path({ id }, "start"), undefined);
    const worked = await technician.post(path({ id }, "work"), {
      minutes: 90,
      description: "更换四通阀",
      parts: [
        { productId: valve.id, quantity: 1, cost: yuan(260) },
        { name: "冷媒", quantity: 2 },
      ],
      cost: yuan(50),
    });
    expect([worked.status, worked.calls]).toEqual([200, 2]);
    expect(worked.body).toMatchObject({ workMinutes: 90, cost: yuan(310) });
    expect(worked.body.work[0].parts.map(({ name }: Json) => name)).toEqual([valve.name, "冷媒"]);
    await created(technician, path({ id }, "work"), { minutes: 15, description: "试运行" });
    const solved = await technician.post(path({ id }, "resolve"), {
      ...resolution,
      faultCategory: "control",
    });
    expect([solved.status, solved.calls]).toEqual([200, 2]);
    expect(solved.body).toMatchObject({
      workMinutes: 105,
      faultCategory: "control",
      resolvedBy: people.technician.id,
      resolutionNumber: 1,
      firstRespondedAt: expect.any(String),
    });
    expect(
      solved.body.steps.map(({ step, by, technicianId, note }: Json) => [step, by, technicianId, note]),
    ).toEqual([
      ["received", people.agent.id, undefined, undefined],
      ["assigned", people.agent.id, people.technician.id, undefined],
      ["started", people.technician.id, undefined, undefined],
      ["resolved", people.technician.id, undefined, resolution.resolution],
    ]);
    await product.drain();
    const reopened = await agent.post(path({ id }, "reopen"), { reason: "当晚又不制热" });
    expect(reopened.body).toMatchObject({ status: "in-progress", resolutionNumber: 1 });
    expect(reopened.body.resolvedAt).toBeUndefined();
    const again = await technician.post(path({ id }, "resolve"), { resolution: "重新接线" });
    expect(again.body).toMatchObject({ resolutionNumber: 2, resolution: "重新接线" });
    await product.drain();
    const { items } = (await agent.get(path({ id }, "history"))).body;
    expect(items.length).toBeGreaterThanOrEqual(8);
    expect(items.at(-1)).toMatchObject({ version: 1, by: people.agent.id });
  });

  it("refuses parts of no product, foreign money and articles that are not there", async () => {
    const record = await inWork();
    const missing = "01JCXW3V7Q8F2M4N6P8R0T2V4X";
    for (const [verb, body, status, sentence] of [
      [
        "work",
        { minutes: 1, description: "x", parts: [{ productId: `prd_${missing}`, quantity: 1 }] },
        422,
        /^there is no product/,
      ],
      [
        "work",
        { minutes: 1, description: "x", parts: [{ quantity: 1 }] },
        400,
        /must name a product or say what it is called/,
      ],
      ["work", { minutes: 1, description: "x", cost: { amount: 1, currency: "USD" } }, 422, /base currency/],
      ["work", { minutes: -1, description: "x" }, 400, /must not be negative/],
      ["resolve", { ...resolution, articleIds: [`kba_${missing}`] }, 422, /^there is no knowledge-article/],
      ["resolve", { ...resolution, faultCategory: "magic" }, 422, /^there is no fault category magic/],
      ["resolve", {}, 400, /is required/],
      ["reopen", {}, 400, /is required/],
    ] as const) {
      const refused = await technician.post(path(record, verb), body);
      expect([refused.status, refused.body.detail]).toEqual([status, expect.stringMatching(sentence)]);
    }
    expect((await agent.get(path(record))).body.version).toBe(record.version);
  });

  it("takes no more than fits", async () => {
    const record = await inWork();
    const description = "很长的记录".repeat(400);
    let refused: Json;
    for (let entries = 0; entries < 40 && refused === undefined; entries += 1) {
      const answer = await technician.post(path(record, "work"), { minutes: 1, description });
      if (answer.status !== 200) refused = answer;
    }
    expect([refused?.status, refused?.body.detail]).toEqual([
      409,
      "the request is full: resolve it and take in another one",
    ]);
    expect((await technician.post(path(record, "resolve"), resolution)).status).toBe(200);
  });
});

describe("assigning", () => {
  it("checks that the person may read and update, and says what is missing", async () => {
    const record = await request(agent);
    const cases: [Staff | { id: string }, string][] = [
      [people.salesperson, "the person lacks service-request:update"],
      [people.finance, "the person lacks service-request:read and service-request:update"],
      [{ id: "usr_01JCXW3V7Q8F2M4N6P8R0T2V4X" }, "the person is nobody who works here"],
    ];
    for (const [person, sentence] of cases) {
      const refused = await agent.post(path(record, "assign"), { technicianId: person.id });
      expect([
        refused.status,
        refused.body.code,
        refused.body.detail,
        refused.body.errors[0].pointer,
      ]).toEqual([422, "not-assignable", sentence, "/technicianId"]);
    }
    const nobody = await agent.post(path(record, "assign"), {});
    expect([nobody.status, nobody.body.detail]).toEqual([
      422,
      "a request is given to a technician or to a department: name one of them",
    ]);
    const nowhere = await agent.post(path(record, "assign"), {
      departmentId: "dep_01JCXW3V7Q8F2M4N6P8R0T2V4X",
    });
    expect([nowhere.status, nowhere.body.code]).toEqual([422, "unknown-reference"]);
    const mine = await request(agent, { technicianId: people.technician.id });
    expect((await technician.post(path(mine, "assign"), { technicianId: people.technician.id })).status).toBe(
      403,
    );
  });

  it("brings the technician's department along, and to the same person changes nothing", async () => {
    const record = await request(agent);
    const queued = await agent.post(path(record, "assign"), { departmentId: people.workshop.id });
    expect(queued.body).toMatchObject({ status: "assigned", departmentId: people.workshop.id });
    expect(queued.body.technicianId).toBeUndefined();
    const given = await agent.post(path(record, "assign"), { technicianId: people.technician.id });
    expect([given.status, given.calls, given.body.departmentId]).toEqual([200, 2, people.workshop.id]);
    const same = await agent.post(path(record, "assign"), { technicianId: people.technician.id });
    expect([same.status, same.body.version]).toEqual([200, given.body.version]);
  });

  it("by two people at once gives it to one of them, and keeps both steps", async () => {
    const record = await request(agent);
    const manager = product.as(people.serviceManager);
    const answers = await Promise.all([
      agent.post(path(record, "assign"), { technicianId: people.technician.id }),
      manager.post(path(record, "assign"), { technicianId: people.otherTechnician.id }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const now = (await agent.get(path(record))).body;
    expect(now.version).toBe(3);
    const given = now.steps.slice(1).map(({ technicianId }: Json) => technicianId);
    expect(given.toSorted()).toEqual([people.technician.id, people.otherTechnician.id].toSorted());
    expect(now.technicianId).toBe(given.at(-1));

    const version = { "if-match": `"${now.version}"` };
    const [one, two] = await Promise.all([
      agent.post(path(record, "assign"), { departmentId: people.workshop.id }, version),
      manager.post(path(record, "assign"), { departmentId: people.departments.service.id }, version),
    ]);
    expect([one.status, two.status].toSorted()).toEqual([200, 412]);
  });

  it("started by two at once is started once", async () => {
    const record = await request(agent, { technicianId: people.technician.id });
    const answers = await Promise.all([
      technician.post(path(record, "start")),
      agent.post(path(record, "start")),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });
});

describe("who sees what", () => {
  it("is decided in the query: technicians see theirs, sales those of their customers, agents all", async () => {
    const customer = await created(product.as(people.salesperson), "/customers", { name: fresh("陈的客户") });
    const [mine, theirs] = await Promise.all([
      request(agent, { customerId: customer.id, technicianId: people.technician.id }),
      request(agent, { customerId: customer.id, technicianId: people.otherTechnician.id }),
    ]);
    await product.drain();
    const ids = async (person: Staff, query = "") =>
      (await product.as(person).all(`/service-requests${query}`)).map(({ id }) => id);
    const seen = await ids(people.technician);
    expect(seen).toContain(mine.id);
    expect(seen).not.toContain(theirs.id);
    expect(await ids(people.technician, `?customerId=${customer.id}`)).toEqual([mine.id]);
    expect((await ids(people.salesperson)).toSorted()).toEqual([mine.id, theirs.id].toSorted());
    expect(await ids(people.colleague)).toEqual([]);
    expect(await ids(people.agent)).toEqual(expect.arrayContaining([mine.id, theirs.id]));
    expect((await technician.get(path(theirs))).status).toBe(404);
    expect((await technician.post(path(theirs, "resolve"), resolution)).status).toBe(404);
    expect((await product.as(people.salesperson).get(path(mine))).status).toBe(200);
    expect((await product.as(people.salesperson).post(path(mine, "close"), {})).status).toBe(403);
    expect((await agent.get("/service-requests/srq_1")).status).toBe(400);
    expect((await agent.get("/service-requests/srq_01JCXW3V7Q8F2M4N6P8R0T2V4X")).status).toBe(404);
    const page = (await agent.get("/service-requests?limit=1")).body;
    const foreign = await technician.get(`/service-requests?limit=1&cursor=${page.nextCursor}`);
    expect([foreign.status, foreign.body.code]).toEqual([400, "invalid-cursor"]);
  });

  it("finds by number, status, technician, department, customer, card, caller and product, within the budgets", async () => {
    const { customer, goods, card } = await servedCustomer(admin, addDays(today(), -10));
    const callerPhone = `137${String(product.now().getTime()).slice(-8)}`;
    const made = await agent.post("/service-requests", {
      serviceCardId: card.id,
      technicianId: people.technician.id,
      type: "repair",
      channel: "phone",
      subject: "异响",
      callerPhone,
    });
    expect([made.status, made.calls]).toEqual([201, 4]);
    const record = made.body;
    await product.drain();
    for (const [query, most] of [
      [`number=${record.number}`, 1],
      [`serviceCardId=${card.id}`, 1],
      [`customerId=${customer.id}`, 1],
      [`productId=${goods.id}`, 2],
      [`serviceCardNumber=${card.number}`, 2],
      [`serviceCardNumber=%20${card.number.toLowerCase()}`, 3],
      [`serialNumber=${card.serialNumber.toLowerCase()}`, 2],
      [`callerPhone=${callerPhone}`, 1],
      [`callerPhone=%2B86${callerPhone}&serialNumber=${card.serialNumber}`, 2],
    ] as const) {
      const { body, calls } = await agent.get(`/service-requests?${query}`);
      expect([query, body.items.map(({ id }: Json) => id)]).toEqual([query, [record.id]]);
      if (!product.deployed) expect(calls).toBeLessThanOrEqual(most);
    }
    for (const query of [
      "status=assigned",
      `technicianId=${people.technician.id}&status=assigned`,
      `departmentId=${people.workshop.id}&status=assigned`,
    ]) {
      const { items } = (await agent.get(`/service-requests?${query}`)).body;
      expect(items.map(({ id }: Json) => id)).toContain(record.id);
      expect(items.every(({ status }: Json) => status === "assigned")).toBe(true);
    }
    expect((await agent.get(path(record))).calls).toEqual(1);
    expect((await agent.get("/service-requests?status=open")).status).toBe(400);
    expect((await agent.get("/service-requests?serialNumber=nobody-has-this")).body.items).toEqual([]);
    const callMe = await agent.get("/service-requests?callerPhone=call-me");
    expect([callMe.status, callMe.body.errors[0].pointer]).toEqual([400, "query/callerPhone"]);
    const overview = (await agent.get(`/customers/${customer.id}/overview`)).body;
    expect(overview.serviceRequests).toMatchObject([{ id: record.id }]);
    await admin.patch(`/customers/${customer.id}`, { name: fresh("改名后的客户") });
    await product.drain();
    const followed = (await agent.get(path(record))).body;
    expect(followed.customerName).toContain("改名后的客户");
  });

  it("suggests how similar requests were solved, the likest first", async () => {
    const { customer, goods } = await servedCustomer(admin, addDays(today(), -10));
    const solve = async (body: Json, how: string) => {
      const record = await inWork({ customerId: customer.id, ...body });
      return created(technician, path(record, "resolve"), { resolution: how });
    };
    const best = await solve(
      { productId: goods.id, faultCategory: "noise", subject: "压缩机异响" },
      "紧固支架",
    );
    // The same way once more, of a request that is less like it.
    await solve({ productId: goods.id, faultCategory: "noise", subject: "漏油" }, " 紧固支架");
    const good = await solve({ productId: goods.id, faultCategory: "leak", subject: "接口漏水" }, "换垫片");
    await inWork({ productId: goods.id, faultCategory: "noise", subject: "压缩机异响" });
    await product.drain();
    const asked = await request(agent, {
      productId: goods.id,
      faultCategory: "noise",
      subject: "压缩机有异响",
      technicianId: people.technician.id,
    });
    const { status, body, calls } = await agent.get(path(asked, "suggestions"));
    expect(status).toBe(200);
    if (!product.deployed) expect(calls).toBeLessThanOrEqual(6 + MOST_WORDS);
    expect(body.requests[0]).toMatchObject({ id: best.id, resolution: "紧固支架" });
    expect(body.requests.map(({ id }: Json) => id)).toEqual([best.id, good.id]);
    expect(body.requests[0].customerName).toBeUndefined();
    const elsewhere = await request(agent, { technicianId: people.otherTechnician.id, productId: goods.id });
    const theirs = (await product.as(people.otherTechnician).get(path(elsewhere, "suggestions"))).body;
    expect(theirs.requests).toEqual([]);
  });

  it("goes to somebody else with all that a technician leaves behind", async () => {
    const place = { departmentId: people.workshop.id, roles: ["technician"] };
    const [leaver, heir] = [await hire(product, place), await hire(product, place)];
    const open = await request(agent, { technicianId: leaver.id });
    const done = await request(agent, { technicianId: leaver.id });
    await created(product.as(leaver), path(done, "resolve"), resolution);
    const handover = await admin.post(`/users/${leaver.id}/handover`, { to: heir.id });
    expect(handover.status, JSON.stringify(handover.body)).toBeLessThan(400);
    await product.drain();
    expect((await agent.get(path(open))).body).toMatchObject({
      technicianId: heir.id,
      status: "assigned",
      steps: [{ step: "received" }, { step: "assigned" }, { step: "assigned", technicianId: heir.id }],
    });
    expect((await agent.get(path(done))).body.technicianId).toBe(leaver.id);
  });
});

describe("the figures of service", () => {
  it("count a request for whoever has it, and follow it", async () => {
    const place = { departmentId: people.workshop.id, roles: ["technician"] };
    const [first, second] = [await hire(product, place), await hire(product, place)];
    const { customer, goods } = await servedCustomer(admin, addDays(today(), -10));
    const month = today().slice(0, 7);
    const of = async ({ id }: Staff) =>
      (await totals(serviceLedger, "agent", [{ month, department: people.workshop.id, agent: id }]))[0]
        ?.measures;
    const record = await request(agent, {
      customerId: customer.id,
      productId: goods.id,
      faultCategory: "noise",
      technicianId: first.id,
    });
    await created(product.as(first), path(record, "start"), undefined);
    await product.drain();
    expect(await of(first)).toMatchObject({ received: 1, responded: 1, firstTargetMet: 1 });
    const seen = async (who: Staff) => {
      const client = product.as(who);
      const asked = ["response-times?groupBy=product&", "response-times?groupBy=tier&", "faults?"];
      const answers = await Promise.all(
        asked.map((report) => client.get(`/reports/${report}month=${month}`)),
      );
      return answers.map(({ body: { rows, total } }) => [rows.length, total.received ?? total.faults]);
    };
    const one = [1, 1];
    expect(await seen(first)).toEqual([one, one, one]);
    await created(agent, path(record, "assign"), { technicianId: second.id });
    await product.drain();
    const none = [0, 0];
    expect([await seen(first), await seen(second)]).toEqual([
      [none, none, none],
      [one, one, one],
    ]);
    await created(product.as(second), path(record, "start"), undefined);
    await created(product.as(second), path(record, "work"), {
      minutes: 20,
      description: "检查",
      cost: yuan(30),
    });
    await created(product.as(second), path(record, "resolve"), resolution);
    await product.drain();
    expect(Object.values((await of(first)) ?? {}).every((value) => value === 0)).toBe(true);
    expect(await of(second)).toMatchObject({
      received: 1,
      responded: 1,
      resolved: 1,
      resolutionTargetMet: 1,
    });
    const measures = Object.entries((await of(second)) ?? {});
    expect(
      measures.filter(([name]) => /^(first|resolution)\/b/.test(name)).map(([, count]) => count),
    ).toEqual([1, 1]);
    const [byProduct] = await totals(serviceProductLedger, "product", [{ month, product: goods.id }]);
    expect(byProduct?.measures).toMatchObject({ received: 1, resolved: 1 });
    const [fault] = await totals(faultLedger, "category", [{ month, product: goods.id, category: "noise" }]);
    expect(fault?.measures).toMatchObject({ faults: 1, resolved: 1, workMinutes: 20, cost: 3_000 });

    await created(agent, path(record, "reopen"), { reason: "又响了" });
    await agent.patch(path(record), { faultCategory: "leak" });
    await product.drain();
    expect((await of(second))?.resolved ?? 0).toBe(0);
    const moved = await totals(faultLedger, "category", [
      { month, product: goods.id, category: "noise" },
      { month, product: goods.id, category: "leak" },
    ]);
    expect(
      moved.map(({ dimensions, measures: now }) => [dimensions.category, now.faults ?? 0]).toSorted(),
    ).toEqual([
      ["leak", 1],
      ["noise", 0],
    ]);
    const proof = await admin.post("/admin/reconcile", { months: [month], repair: false });
    expect([proof.status, proof.body.drifts]).toEqual([200, []]);
  });
});
