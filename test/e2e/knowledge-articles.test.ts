import { afterAll, describe, expect, it } from "vitest";
import { MOST_BODY } from "../../lib/knowledge/article.ts";
import { REQUEST_RULES } from "../../lib/knowledge/from-request.ts";
import { STATUS_RULES } from "../../lib/knowledge/status.ts";
import { dateIn } from "../../lib/time/zone.ts";
import type { Json } from "../makers/client.ts";
import { hire } from "../makers/company.ts";
import { created, fresh, yuan } from "../makers/deal.ts";
import { startProduct } from "../makers/product.ts";
import { requestInWork, serviceCompany } from "../makers/service.ts";

const product = await startProduct();
const people = await serviceCompany(product);
const [salesperson, nobody] = await Promise.all([
  hire(product, { roles: ["salesperson"] }),
  hire(product, { roles: ["marketing"] }),
]);
const agent = product.as(people.agent);
const manager = product.as(people.serviceManager);
const technician = product.as(people.technician);
const reader = product.as(salesperson);
const admin = product.as(people.admin);
afterAll(product.stop);

const path = ({ id }: Json, verb = "") => `/knowledge-articles/${id}${verb === "" ? "" : `/${verb}`}`;
const missing = "01JCXW3V7Q8F2M4N6P8R0T2V4X";
const ids = (items: readonly Json[]) => items.map(({ id }) => id);

/** A published article, unless another body says otherwise. */
const article = (body: Json = {}) =>
  created(agent, "/knowledge-articles", {
    title: fresh("四通阀卡死"),
    body: "断电后检查线圈电阻",
    status: "published",
    ...body,
  });

const goods = () => created(admin, "/products", { name: fresh("热泵机组"), unitPrice: yuan(8_600) });

async function solved(body: Json = {}, resolution: Json = {}): Promise<Json> {
  const record = await requestInWork(agent, technician, people.technician, body);
  return created(technician, `/service-requests/${record.id}/resolve`, {
    resolution: "四通阀卡死，已更换",
    ...resolution,
  });
}

async function found(query: string, client = agent): Promise<string[]> {
  const { status, body } = await client.get(`/knowledge-articles?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return ids(body.items);
}
const q = (words: string) => `q=${encodeURIComponent(words)}`;

describe("an article", () => {
  it("is written as a draft, published, withdrawn and brought back as a draft", async () => {
    const machine = await goods();
    const made = await agent.post("/knowledge-articles", {
      title: "  热泵显示 E4  ",
      body: "# 问题",
      faultCategories: ["no-output"],
      productIds: [machine.id],
      tags: ["E4"],
    });
    expect([made.status, made.calls], JSON.stringify(made.body)).toEqual([201, 3]);
    expect(made.body).toMatchObject({
      id: expect.stringMatching(/^kba_/),
      number: expect.stringMatching(/^KB-\d{5}$/),
      status: "draft",
      title: "热泵显示 E4",
      language: "zh-CN",
      createdBy: people.agent.id,
    });
    expect(made.body.publishedAt).toBeUndefined();
    const published = await agent.post(path(made.body, "publish"));
    expect([published.status, published.calls]).toEqual([200, 2]);
    expect(published.body).toMatchObject({
      status: "published",
      publishedBy: people.agent.id,
      publishedAt: expect.any(String),
    });
    expect((await agent.post(path(made.body, "archive"))).body).toMatchObject({
      status: "archived",
      archivedAt: expect.any(String),
    });
    const back = await agent.post(path(made.body, "restore"));
    expect(back.body).toMatchObject({ status: "draft", version: 4 });
    expect([back.body.archivedAt, back.body.publishedAt]).toEqual([undefined, undefined]);
    await product.drain();
    const history = await agent.get(path(made.body, "history"));
    expect(history.body.items.map(({ version }: Json) => version)).toEqual([4, 3, 2, 1]);
    expect(history.body.items[2].changes).toContainEqual({ field: "status", from: "draft", to: "published" });
  });

  it.each([
    ["draft", "archive", STATUS_RULES.archiveDraft],
    ["draft", "restore", STATUS_RULES.restoreStanding],
    ["published", "publish", STATUS_RULES.publishedAlready],
    ["published", "restore", STATUS_RULES.restoreStanding],
    ["archived", "publish", STATUS_RULES.publishArchived],
    ["archived", "archive", STATUS_RULES.archivedAlready],
    ["archived", "change", STATUS_RULES.archived],
  ])("that is %s refuses to %s", async (status, verb, sentence) => {
    const made = await article({ status: status === "draft" ? "draft" : "published" });
    if (status === "archived") await created(agent, path(made, "archive"), undefined);
    const { version } = (await agent.get(path(made))).body;
    const refused =
      verb === "change"
        ? await agent.patch(path(made), { title: "另一个" })
        : await agent.post(path(made, verb));
    expect([refused.status, refused.body.detail]).toEqual([409, sentence]);
    expect((await agent.get(path(made))).body.version).toBe(version);
  });

  it("is changed while it stands, and keeps both of two changes that are made at once", async () => {
    const machine = await goods();
    const made = await article({ tags: ["旧"], language: "en" });
    const linked = await agent.patch(path(made), { productIds: [machine.id], tags: null });
    expect([linked.status, linked.calls], JSON.stringify(linked.body)).toEqual([200, 2]);
    expect(linked.body).toMatchObject({ productIds: [machine.id], status: "published", language: "en" });
    expect(linked.body.tags).toBeUndefined();
    const both = await Promise.all([
      agent.patch(path(made), { title: "新标题" }),
      technician.patch(path(made), { faultCategories: ["leak"] }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await agent.get(path(made))).body).toMatchObject({
      title: "新标题",
      faultCategories: ["leak"],
      version: 4,
    });
    const stale = await agent.patch(path(made), { title: "x" }, { "if-match": '"1"' });
    expect([stale.status, stale.body.code]).toEqual([412, "stale-version"]);
    const verbs = await Promise.all([1, 2, 3].map(() => agent.post(path(made, "archive"))));
    expect(verbs.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    // What it is linked to already may be gone by now.
    await created(agent, path(made, "restore"), undefined);
    expect((await admin.delete(`/products/${machine.id}`)).status).toBe(204);
    expect((await agent.patch(path(made), { productIds: [machine.id], title: "仍在" })).status).toBe(200);
  });

  it("names only what is there", async () => {
    const body = { title: "x", body: "y" };
    for (const [wrong, status, sentence, pointer] of [
      [{ productIds: [`prd_${missing}`] }, 422, /^there is no product prd_/, "/productIds/0"],
      [
        { faultCategories: ["leak", "magic"] },
        422,
        /^there is no fault category magic; there are /,
        "/faultCategories/1",
      ],
      [{ faultCategories: ["leak", "leak"] }, 400, /must name each once/, "/faultCategories"],
      [{ productIds: ["cus_1"] }, 400, /must be the id of a product/, "/productIds/0"],
      [{ title: " " }, 400, /must not be empty/, "/title"],
      [{ title: "x".repeat(201) }, 400, /at most 200/, "/title"],
      [{ body: "" }, 400, /must not be empty/, "/body"],
      [{ body: "热".repeat(MOST_BODY + 1) }, 400, /at most 50000/, "/body"],
      [{ tags: Array(21).fill("x") }, 400, /./, "/tags"],
      [{ status: "archived" }, 400, /./, "/status"],
      [{ language: "fr" }, 400, /./, "/language"],
      [{ sourceRequestId: `srq_${missing}` }, 400, /is not a field known here/, "/sourceRequestId"],
    ] as const) {
      const refused = await agent.post("/knowledge-articles", { ...body, ...wrong });
      expect([refused.status, refused.body.detail, refused.body.errors[0].pointer]).toEqual([
        status,
        expect.stringMatching(sentence),
        pointer,
      ]);
    }
    const made = await article({ number: fresh("OLD").replaceAll(" ", "-") });
    const second = await agent.post("/knowledge-articles", { ...body, number: made.number });
    expect([second.status, second.body.code, second.body.existingId]).toEqual([
      409,
      "already-exists",
      made.id,
    ]);
    const patched = await agent.patch(path(made), { productIds: [`prd_${missing}`] });
    expect([patched.status, patched.body.errors[0].pointer]).toEqual([422, "/productIds/0"]);
    expect((await agent.get(path({ id: `kba_${missing}` }))).status).toBe(404);
    expect((await agent.patch(path({ id: `kba_${missing}` }), { title: "x" })).status).toBe(404);
  });

  it("may be long, and lists stay small", async () => {
    const word = fresh("长文").replaceAll(/[^\p{L}\p{N}]/gu, "");
    const body = `${"热泵".repeat(MOST_BODY / 2 - 20)}${word}`.slice(0, MOST_BODY);
    const made = await article({ title: word, body });
    expect((await agent.get(path(made))).body.body).toHaveLength(body.length);
    expect((await agent.patch(path(made), { body: `${body.slice(1)}！` })).status).toBe(200);
    await product.drain();
    const { body: page } = await agent.get(`/knowledge-articles?${q(word)}`);
    expect(page.items).toHaveLength(1);
    expect(page.items[0]).toMatchObject({ id: made.id, title: word, status: "published", version: 2 });
    expect(page.items[0].body).toBeUndefined();
    expect((await agent.get(path(made, "history"))).body.items).toHaveLength(2);
  });

  it("is gone once it is deleted, by those who may", async () => {
    const made = await article();
    await product.drain();
    expect(await found(`number=${made.number}`)).toEqual([made.id]);
    expect((await agent.delete(path(made))).status).toBe(403);
    expect((await manager.delete(path(made))).status).toBe(204);
    await product.drain();
    expect((await agent.get(path(made))).status).toBe(404);
    expect(await found(`number=${made.number}`)).toEqual([]);
    expect(await found(q(made.title))).not.toContain(made.id);
    expect((await agent.get(path(made, "history"))).status).toBe(200);
    // Its number is free.
    expect((await article({ number: made.number })).number).toBe(made.number);
  });
});

describe("who sees articles", () => {
  it("everybody who may read them, but drafts those alone who may change them", async () => {
    const tag = fresh("可见").replaceAll(" ", "-");
    const draft = await article({ status: "draft", tags: [tag] });
    const published = await article({ tags: [tag] });
    const archived = await article({ tags: [tag] });
    await created(agent, path(archived, "archive"), undefined);
    await product.drain();
    const query = `tag=${encodeURIComponent(tag)}`;
    expect(await found(query)).toEqual(ids([archived, published, draft]));
    expect(await found(query, reader)).toEqual(ids([archived, published]));
    expect(await found(`${query}&status=draft`, reader)).toEqual([]);
    expect(await found(q(tag), reader)).toEqual(ids([archived, published]));
    expect(await found(`${q(tag)}&status=draft`, reader)).toEqual([]);
    const everything = ids(await reader.all("/knowledge-articles"));
    expect(everything).toContain(published.id);
    expect(everything).not.toContain(draft.id);
    for (const [one, status] of [
      [draft, 404],
      [published, 200],
      [archived, 200],
    ] as const) {
      expect((await reader.get(path(one))).status).toBe(status);
      expect((await reader.get(path(one, "history"))).status).toBe(status);
    }
    expect((await reader.patch(path(published), { title: "x" })).status).toBe(403);
    expect((await reader.post(path(published, "archive"))).status).toBe(403);
    expect((await product.as(nobody).get("/knowledge-articles")).status).toBe(403);
    expect((await product.as(nobody).get(path(published))).status).toBe(403);
  });
});

describe("finding articles", () => {
  it("by Chinese and Latin words, those that hold most of them first", async () => {
    const brand = `gx${Date.now().toString(36)}`;
    const both = await article({ title: `${brand} 压缩机`, body: "异响时检查轴承" });
    const one = await article({ title: `${brand} 外机`, body: "清洗过滤网" });
    const inBody = await article({ title: "管路", body: `${brand} 压缩机` });
    const none = await article({ title: "遥控器", body: "更换电池" });
    await product.drain();
    expect(await found(q(`${brand} 压缩机`))).toEqual(ids([both, inBody, one]));
    expect(await found(q(brand.slice(0, 6).toUpperCase()))).toEqual(
      expect.arrayContaining(ids([both, one, inBody])),
    );
    expect(await found(q(`${brand} 轴承`))).toEqual(ids([both, one, inBody]));
    expect(await found(`${q(`${brand} 压缩机`)}&status=draft`)).toEqual([]);
    const battery = await found(q("池"));
    expect(battery).toContain(none.id);
    expect(battery).not.toContain(both.id);
    expect(await found(q("！？"))).toEqual([]);
    expect(await found(q(`zz${brand}`))).toEqual([]);
    const answer = await agent.get(`/knowledge-articles?${q(`${brand} 压缩机异响检查轴承清洗`)}`);
    expect(answer.calls).toEqual(9);
    const first = await agent.get(`/knowledge-articles?${q(brand)}&limit=2`);
    const second = await agent.get(`/knowledge-articles?${q(brand)}&limit=2&cursor=${first.body.nextCursor}`);
    expect([...ids(first.body.items), ...ids(second.body.items)].sort()).toEqual(
      ids([both, one, inBody]).sort(),
    );
    expect([first.body.items.length, second.body.nextCursor]).toEqual([2, null]);
    const foreign = await agent.get(`/knowledge-articles?${q("x")}&cursor=${first.body.nextCursor}`);
    expect([foreign.status, foreign.body.code]).toEqual([400, "invalid-cursor"]);
    // What it no longer says does not find it.
    await agent.patch(path(none), { body: "重新配对" });
    await product.drain();
    expect(await found(q("电池"))).not.toContain(none.id);
    expect(await found(q("配对"))).toContain(none.id);
  });

  it("by product, fault category, tag, state and language", async () => {
    const machine = await goods();
    const tag = fresh("Tag");
    const [a, b] = [
      await article({ productIds: [machine.id], faultCategories: ["leak"], tags: [tag], language: "en" }),
      await article({
        productIds: [machine.id],
        faultCategories: ["noise"],
        tags: ["其他"],
        status: "draft",
      }),
    ];
    await product.drain();
    const by = `productId=${machine.id}`;
    expect(await found(by)).toEqual(ids([b, a]));
    expect(await found(`${by}&status=published`)).toEqual([a.id]);
    expect(await found(`${by}&faultCategory=noise`)).toEqual([b.id]);
    expect(await found(`${by}&language=en`)).toEqual([a.id]);
    expect(await found(`tag=${encodeURIComponent(tag.toUpperCase())}`)).toEqual([a.id]);
    expect(await found(`faultCategory=leak&limit=100`)).toContain(a.id);
    expect(await found(`number=${b.number}&${by}`)).toEqual([b.id]);
    expect(await found(`productId=prd_${missing}`)).toEqual([]);
    const shelf = await agent.get(`/knowledge-articles?${by}`);
    expect(shelf.calls).toEqual(1);
    const drafts = await agent.get("/knowledge-articles?status=draft&limit=1");
    expect([drafts.calls, drafts.body.items[0].status]).toEqual([1, "draft"]);
    const [page, all] = [
      await agent.get("/knowledge-articles?limit=2"),
      await agent.all("/knowledge-articles", 3),
    ];
    expect(page.calls).toEqual(3);
    expect(ids(page.body.items)).toEqual(ids(all).slice(0, 2));
    expect(new Set(ids(all)).size).toBe(all.length);
    expect((await agent.get("/knowledge-articles?q=")).status).toBe(400);
    expect((await agent.get(`/knowledge-articles?${q("x".repeat(201))}`)).status).toBe(400);
  });
});

describe("an article of a solved request", () => {
  it("tells what it was about and how it was resolved, once", async () => {
    const machine = await goods();
    const request = await solved({
      productId: machine.id,
      faultCategory: "no-output",
      subject: "热泵不制热",
      content: "面板显示 E4",
    });
    const path = `/service-requests/${request.id}/article`;
    const made = await technician.post(path, { tags: ["E4"] });
    expect([made.status, made.calls], JSON.stringify(made.body)).toEqual([201, 3]);
    expect(made.body).toMatchObject({
      title: "热泵不制热",
      body: "## 问题\n\n面板显示 E4\n\n## 解决方法\n\n四通阀卡死，已更换",
      status: "draft",
      productIds: [machine.id],
      faultCategories: ["no-output"],
      tags: ["E4"],
      sourceRequestId: request.id,
      sourceRequestNumber: request.number,
    });
    const twice = await agent.post(path, {});
    expect([twice.status, twice.body.code, twice.body.detail, twice.body.existingId]).toEqual([
      409,
      "already-exists",
      REQUEST_RULES.twice(made.body.id),
      made.body.id,
    ]);
    // Once it is deleted another one can be made.
    expect((await manager.delete(`/knowledge-articles/${made.body.id}`)).status).toBe(204);
    const again = await Promise.all(
      [1, 2, 3].map(() => agent.post(path, { status: "published", title: "E4" })),
    );
    expect(again.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(again.find(({ status }) => status === 201)?.body).toMatchObject({
      status: "published",
      title: "E4",
    });
  });

  it("needs a request that is resolved and that its author reads", async () => {
    const open = await requestInWork(agent, technician, people.technician);
    const early = await agent.post(`/service-requests/${open.id}/article`, {});
    expect([early.status, early.body.detail]).toEqual([409, REQUEST_RULES.unsolved]);
    const done = await solved();
    const other = product.as(people.otherTechnician);
    expect((await other.post(`/service-requests/${done.id}/article`, {})).status).toBe(404);
    expect((await reader.post(`/service-requests/${done.id}/article`, {})).status).toBe(403);
    expect((await agent.post(`/service-requests/srq_${missing}/article`, {})).status).toBe(404);
    const long = await agent.post(`/service-requests/${done.id}/article`, { title: "x".repeat(201) });
    expect([long.status, long.body.errors[0].pointer]).toEqual([400, "/title"]);
  });
});

describe("suggestions for a request", () => {
  it("are published articles, ranked by product, fault category and words", async () => {
    const [machine, other] = [await goods(), await goods()];
    const words = "螺杆冷冻机";
    const all = await article({
      productIds: [machine.id],
      faultCategories: ["control"],
      title: `${words}结冰`,
    });
    const same = await article({ productIds: [machine.id], title: "保养手册" });
    const worded = await article({ title: words, productIds: [other.id] });
    await article({ productIds: [machine.id], faultCategories: ["control"], title: words, status: "draft" });
    const archived = await article({ productIds: [machine.id], title: words });
    await created(agent, path(archived, "archive"), undefined);
    const { id } = await requestInWork(agent, technician, people.technician, {
      productId: machine.id,
      faultCategory: "control",
      subject: words,
    });
    await product.drain();
    const { status, body, calls } = await technician.get(`/service-requests/${id}/suggestions`);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(ids(body.articles).slice(0, 3)).toEqual(ids([all, worded, same]));
    expect(ids(body.articles)).not.toContain(archived.id);
    expect(body.articles[0]).toEqual({
      id: all.id,
      number: all.number,
      title: all.title,
      productIds: [machine.id],
      faultCategories: ["control"],
    });
    expect(calls).toEqual(10);
  });
});

describe("how often an article is used", () => {
  const month = ({ receivedAt }: Json) => dateIn(new Date(receivedAt), "Asia/Shanghai").slice(0, 7);
  const used = async (one: Json) => {
    await product.drain();
    return (await agent.get(path(one))).body.usedCount;
  };

  it("is how many requests stand resolved with it", async () => {
    const [first, second] = [await article(), await article()];
    expect(await used(first)).toBe(0);
    const read = await agent.get(path(first));
    expect(read.calls).toEqual(1);
    const requests = [
      await solved({}, { articleIds: [first.id, second.id] }),
      await solved({}, { articleIds: [first.id, first.id] }),
    ];
    expect([await used(first), await used(second)]).toEqual([2, 1]);
    const [one] = requests;
    await created(agent, `/service-requests/${one.id}/reopen`, { reason: "又不制热" });
    expect([await used(first), await used(second)]).toEqual([1, 0]);
    await created(technician, `/service-requests/${one.id}/resolve`, {
      resolution: "换板",
      articleIds: [second.id],
    });
    expect([await used(first), await used(second)]).toEqual([1, 1]);
    const report = await manager.get(`/reports/knowledge?month=${month(one)}`);
    expect(report.status, JSON.stringify(report.body)).toBe(200);
    const row = report.body.rows.find(({ articleId }: Json) => articleId === second.id);
    expect(row).toMatchObject({
      articleNumber: second.number,
      title: second.title,
      status: "published",
      used: 1,
    });
    expect(ids((await manager.get(row.href)).body.items)).toEqual([one.id]);
    expect(report.body.total.used).toBe(
      report.body.rows.reduce((sum: number, { used }: Json) => sum + used, 0),
    );
    const counts = report.body.rows.map(({ used }: Json) => used);
    expect(counts).toEqual(counts.toSorted((a: number, b: number) => b - a));
    // Whoever reports reach less far sees what is within.
    const own = (await technician.get(`/reports/knowledge?month=${month(one)}`)).body;
    expect(own.scope).toBe("own");
    expect(own.rows.map(({ articleId }: Json) => articleId)).toEqual(
      expect.arrayContaining([first.id, second.id]),
    );
    const others = await product.as(people.otherTechnician).get(`/reports/knowledge?month=${month(one)}`);
    expect(others.body.rows).toEqual([]);
  });

  it("counts only articles that whoever resolves reads", async () => {
    const gone = await article();
    expect((await manager.delete(path(gone))).status).toBe(204);
    const stands = await article();
    const { id } = await requestInWork(agent, technician, people.technician);
    for (const articleId of [`kba_${missing}`, gone.id]) {
      const refused = await technician.post(`/service-requests/${id}/resolve`, {
        resolution: "x",
        articleIds: [stands.id, articleId],
      });
      expect([refused.status, refused.body.code, refused.body.errors[0].pointer]).toEqual([
        422,
        "unknown-reference",
        "/articleIds/1",
      ]);
    }
    expect(await used(stands)).toBe(0);
    const done = await technician.post(`/service-requests/${id}/resolve`, {
      resolution: "x",
      articleIds: [stands.id],
    });
    expect([done.status, done.calls]).toEqual([200, 2]);
  });

  it("takes no drafts from whoever does not see them, and suggests nothing to whoever reads no articles", async () => {
    const draft = await article({ status: "draft" });
    const published = await article();
    const serving = (articles: readonly Json[]) => [
      { resource: "service-request", actions: ["read", "create", "update", "assign"], scope: "all" },
      ...articles,
    ];
    const [reads, blind] = ["reads-articles", "reads-no-articles"];
    const grant = { resource: "knowledge-article", actions: ["read"], scope: "own" };
    for (const [key, grants] of [
      [reads, serving([grant])],
      [blind, serving([])],
    ] as const)
      await created(admin, "/roles", { key, name: key, grants });
    await product.settled();
    const [seeing, unseeing] = await Promise.all(
      [reads, blind].map(async (role) => product.as(await hire(product, { roles: [role ?? ""] }))),
    );
    const { id } = await requestInWork(agent, technician, people.technician, { subject: published.title });
    await product.drain();
    const resolve = (client: typeof seeing, { id: articleId }: Json) =>
      client?.post(`/service-requests/${id}/resolve`, { resolution: "x", articleIds: [articleId] });
    for (const refused of [
      await resolve(seeing, draft),
      await resolve(unseeing, draft),
      await resolve(unseeing, published),
    ])
      expect([refused?.status, refused?.body.errors[0].pointer]).toEqual([422, "/articleIds/0"]);
    const suggestions = async (client: typeof seeing) =>
      (await client?.get(`/service-requests/${id}/suggestions`))?.body.articles;
    expect(ids(await suggestions(seeing))).toContain(published.id);
    expect(await suggestions(unseeing)).toEqual([]);
    expect((await resolve(seeing, published))?.status).toBe(200);
  });

  it("holds when many requests are resolved with it at once", async () => {
    const popular = await article();
    const requests = await Promise.all(
      Array.from({ length: 12 }, () => solved({}, { articleIds: [popular.id] })),
    );
    expect(await used(popular)).toBe(12);
    const drift = await admin.post("/admin/reconcile", {
      months: [...new Set(requests.map(month))],
      repair: false,
    });
    expect(drift.status, JSON.stringify(drift.body)).toBe(200);
    expect(drift.body.drifts).toEqual([]);
  });
});
