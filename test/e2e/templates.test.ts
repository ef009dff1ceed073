import { afterAll, describe, expect, it } from "vitest";
import { shipped } from "../../lib/templates/shipped.ts";
import { company, hire } from "../makers/company.ts";
import { cheapest, created, fresh } from "../makers/deal.ts";
import { freshAddress, letter, lettersTo } from "../makers/letter.ts";
import { startProduct } from "../makers/product.ts";

const product = await startProduct();
const people = await company(product);
const marketer = await hire(product, { name: "何推广", roles: ["marketing"] });
const marketing = product.as(marketer);
const seller = product.as(people.salesperson);
afterAll(product.stop);

const words = (subject: string) => ({
  subject,
  title: "周年庆",
  paragraphs: ["{{name}}，您好！", "感谢有您。"],
});
const anniversary = (subject = "{{name}}，周年快乐") => ({
  layout: "notice",
  texts: { "zh-CN": words(subject), "zh-TW": words(subject), en: words(subject) },
});

describe("templates", () => {
  it("are listed as shipped, each with what it can say, in three languages", async () => {
    const list = await marketing.get("/templates");
    expect([list.status, list.calls]).toEqual([200, 1]);
    expect(list.body.items.map(({ key }: { key: string }) => key)).toEqual([...shipped.keys()].sort());
    const one = await marketing.get("/templates/warranty-ending");
    expect(one.body).toMatchObject({
      shipped: true,
      isDefault: true,
      version: 0,
      kind: "care",
      layout: "notice",
    });
    expect(one.body.variables).toContainEqual({ name: "warrantyUntil", is: "date", optional: false });
    expect(one.body.variables).toContainEqual({ name: "cardNumber", is: "text", optional: true });
    expect(Object.keys(one.body.texts)).toEqual(["zh-CN", "zh-TW", "en"]);
  });

  it("are changed, their mails say so at once, and the default is restored", async () => {
    const key = "holiday.double-ninth";
    const before = (await marketing.get(`/templates/${key}`)).body;
    const changed = await marketing.put(`/templates/${key}`, anniversary("第一版 {{name}}"), {
      "if-match": '"0"',
    });
    expect([changed.status, changed.calls]).toEqual([200, 2]);
    expect(changed.body).toMatchObject({ version: 1, isDefault: false, updatedBy: marketer.id });
    await product.settled();
    const to = { address: freshAddress() };
    await letter(product, { template: { key }, to });
    expect((await lettersTo(product, to.address))[0]?.subject).toBe("第一版 王小明");

    const stale = await marketing.put(`/templates/${key}`, anniversary("迟到"), { "if-match": '"0"' });
    expect([stale.status, stale.body.code]).toEqual([412, "stale-version"]);
    expect((await marketing.put(`/templates/${key}`, anniversary("第二版 {{name}}"))).body.version).toBe(2);

    const restored = await marketing.post(`/templates/${key}/restore-default`);
    expect(restored.body).toMatchObject({ texts: before.texts, isDefault: true, version: 3 });
    expect((await marketing.get(`/templates/${key}`)).body).toMatchObject({
      texts: before.texts,
      isDefault: true,
    });
    const again = await marketing.post(`/templates/${key}/restore-default`);
    expect([again.status, again.body.detail]).toEqual([409, `the template ${key} stands as shipped already`]);

    await product.drain();
    const versions = await cheapest(() => marketing.get(`/templates/${key}/versions?limit=2`));
    expect(versions.calls).toEqual(1);
    expect(versions.body.items).toMatchObject([
      { version: 3, by: marketer.id, restored: true },
      { version: 2, restored: false, value: { texts: { en: { subject: "第二版 {{name}}" } } } },
    ]);
    const all = await marketing.all(`/templates/${key}/versions`, 1);
    expect(all.map(({ version }) => version)).toEqual([3, 2, 1]);
    // An old version is brought back by saving it again.
    const first = all.at(-1)?.value;
    expect((await marketing.put(`/templates/${key}`, first)).body).toMatchObject({ version: 4, ...first });
  });

  it("are made for a variety or a tier of the company's own, and deleted again", async () => {
    const key = "holiday.founding-day";
    expect((await marketing.get(`/templates/${key}`)).status).toBe(404);
    expect((await marketing.put(`/templates/${key}`, anniversary())).body).toMatchObject({
      shipped: false,
      version: 1,
    });
    expect((await marketing.put(`/templates/${key}~gold`, anniversary("金卡 {{name}}"))).status).toBe(200);
    await product.settled();
    const [plain, gold] = [{ address: freshAddress() }, { address: freshAddress() }];
    await letter(product, { template: { key }, to: plain });
    await letter(product, { template: { key, tier: "gold" }, to: gold });
    expect((await lettersTo(product, plain.address))[0]?.subject).toBe("王小明，周年快乐");
    expect((await lettersTo(product, gold.address))[0]?.subject).toBe("金卡 王小明");

    expect((await marketing.delete(`/templates/${key}`)).status).toBe(204);
    expect((await marketing.get(`/templates/${key}`)).status).toBe(404);
    await product.settled();
    const late = { address: freshAddress() };
    await letter(product, { template: { key }, values: { festival: "司庆" }, to: late });
    // What nobody has written any more is written from the occasion's own.
    expect((await lettersTo(product, late.address))[0]?.subject).toBe("王小明，祝您司庆快乐");
    const kept = await marketing.delete("/templates/birthday");
    expect([kept.status, kept.body.detail]).toEqual([
      409,
      "the template birthday is shipped with the product: restore its default",
    ]);
  });

  it.each([
    [
      "an unknown variable",
      { subject: "{{nmae}}" },
      "/texts/zh-CN/subject",
      /\{\{nmae\}\} is unknown here; known are \{\{name\}\}, \{\{company\}\}/,
    ],
    [
      "another occasion's variable",
      { title: "{{points}}" },
      "/texts/zh-CN/title",
      /\{\{points\}\} is unknown here/,
    ],
    [
      "an unclosed tag",
      { paragraphs: ["{{name"] },
      "/texts/zh-CN/paragraphs/0",
      /the markup is broken: Unclosed tag/,
    ],
    [
      "an unclosed passage",
      { paragraphs: ["好", "{{#belated}}迟到"] },
      "/texts/zh-CN/paragraphs/1",
      /Unclosed section "belated"/,
    ],
    ["a passage closed twice", { subject: "{{/belated}}" }, "/texts/zh-CN/subject", /Unopened section/],
    ["a partial", { subject: "{{> other}}" }, "/texts/zh-CN/subject", /only \{\{variables\}\}/],
    [
      "other delimiters",
      { subject: "{{=<% %>=}}<% name %>" },
      "/texts/zh-CN/subject",
      /only \{\{variables\}\}/,
    ],
    ["a flag as a word", { subject: "{{belated}}" }, "/texts/zh-CN/subject", /true or false/],
    [
      "an optional variable that may be missing",
      { subject: "{{festival}}快乐" },
      "/texts/zh-CN/subject",
      /not every mail has/,
    ],
    [
      "a button that runs something",
      { button: { label: "开", url: "javascript:alert(1)" } },
      "/texts/zh-CN/button/url",
      /must begin with https/,
    ],
    [
      "a button of a variable that is no address",
      { button: { label: "开", url: "{{name}}" } },
      "/texts/zh-CN/button/url",
      /must begin with https/,
    ],
  ])("with %s are refused, with its place", async (_, wrong, pointer, sentence) => {
    const texts = { ...anniversary().texts, "zh-CN": { ...words("好"), ...wrong } };
    const refused = await marketing.put("/templates/holiday.wrong", { layout: "notice", texts });
    expect([refused.status, refused.body.code]).toEqual([422, "rule-broken"]);
    expect(refused.body.errors[0]).toEqual({ pointer, detail: expect.stringMatching(sentence) });
    expect((await marketing.get("/templates/holiday.wrong")).status).toBe(404);
  });

  it("need every language, some words, and an occasion that there is", async () => {
    const { "zh-TW": _, ...two } = anniversary().texts;
    expect(
      (await marketing.put("/templates/holiday.two", { layout: "notice", texts: two })).body.errors,
    ).toEqual([{ pointer: "/texts/zh-TW", detail: "is required" }]);
    const empty = { ...anniversary().texts, en: { ...words("x"), paragraphs: [] } };
    expect(
      (await marketing.put("/templates/holiday.two", { layout: "notice", texts: empty })).body.errors,
    ).toEqual([{ pointer: "/texts/en/paragraphs", detail: "must have a paragraph" }]);
    for (const key of ["nonsense", "Birthday", "birthday~", "holiday..x", "birthday~vip~x"]) {
      expect((await marketing.put(`/templates/${key}`, anniversary())).status, key).toBe(400);
    }
  });

  it("are changed by those who may, and seen by those who may", async () => {
    expect((await seller.get("/templates")).status).toBe(403);
    expect((await seller.put("/templates/birthday", anniversary())).status).toBe(403);
    expect((await product.anyone.get("/templates")).status).toBe(401);
  });
});

describe("a preview", () => {
  it("shows the mail that a real customer would get, in their language, and sends nothing", async () => {
    const customer = await created(seller, "/customers", { name: fresh("林家"), language: "zh-TW" });
    const contact = await created(seller, `/customers/${customer.id}/contacts`, { name: "林淑芬" });
    const mails = (await product.mails()).length;
    const seen = await marketing.post("/templates/warranty-ending/preview", {
      customerId: customer.id,
      contactId: contact.id,
    });
    expect([seen.status, seen.calls]).toEqual([200, 1]);
    expect(seen.body).toMatchObject({
      language: "zh-TW",
      subject: "淨水器 A3的保固期將於2026年12月31日結束",
    });
    expect(seen.body.text).toContain("林淑芬，您好！");
    expect(seen.body.text).toContain(`洽詢${people.salesperson.name}`);
    expect(seen.body.html).toContain("林淑芬，您好！");
    expect(seen.body.html).toMatch(/^<!doctype html><html lang="zh-TW"/);

    const english = await marketing.post("/templates/points-expiring/preview", {
      customerId: customer.id,
      language: "en",
      values: { points: 12_345 },
    });
    expect(english.body.subject).toBe("12,345 of your points expire on 31 December 2026");
    await product.drain();
    expect((await product.mails()).length).toBe(mails);
  });

  it("shows a draft before it is saved, and what is wrong with it", async () => {
    const draft = anniversary("{{name}} <b>&</b>");
    const seen = await marketing.post("/templates/holiday.new-year/preview", { draft, language: "en" });
    expect(seen.body).toMatchObject({ language: "en", subject: `${marketer.name} <b>&</b>` });
    expect((await marketing.get("/templates/holiday.new-year")).body.isDefault).toBe(true);
    const wrong = await marketing.post("/templates/holiday.new-year/preview", {
      draft: anniversary("{{x}}"),
    });
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, "/texts/zh-CN/subject"]);
  });

  it("refuses values that are not what the occasion declares, and strangers", async () => {
    const values = await marketing.post("/templates/points-expiring/preview", {
      values: { points: "many", expiresOn: "tomorrow", moon: true },
    });
    expect([values.status, values.body.errors]).toEqual([
      422,
      [
        { pointer: "/values/points", detail: "the value points of a points-expiring mail must be a number" },
        {
          pointer: "/values/expiresOn",
          detail: "the value expiresOn of a points-expiring mail must be a date",
        },
        { pointer: "/values/moon", detail: "a points-expiring mail takes no value moon" },
      ],
    ]);
    const nobody = { customerId: "cus_01JCXW3V7Q8F2M4N6P8R0T2V4X" };
    const unknown = await marketing.post("/templates/birthday/preview", nobody);
    expect([unknown.status, unknown.body.errors[0].pointer]).toEqual([422, "/customerId"]);
    const customer = await created(seller, "/customers", { name: fresh("客户") });
    const other = await created(seller, "/customers", { name: fresh("客户") });
    const contact = await created(seller, `/customers/${other.id}/contacts`, { name: "别人" });
    const foreign = await marketing.post("/templates/birthday/preview", {
      customerId: customer.id,
      contactId: contact.id,
    });
    expect([foreign.status, foreign.body.errors[0].pointer]).toEqual([422, "/contactId"]);
    expect((await marketing.post("/templates/holiday.nobody-wrote-it/preview", {})).status).toBe(404);
  });
});

describe("a test send", () => {
  it("goes to whoever asked for it, and says that it is one", async () => {
    const customer = await created(seller, "/customers", { name: fresh("测试客户") });
    const asked = await marketing.post("/templates/birthday~vip/test-send", { customerId: customer.id });
    expect(asked.status).toBe(202);
    await product.drain();
    const [mail, ...more] = await lettersTo(product, marketer.email);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe(`【测试】${customer.name}，祝您生日快乐！一份来自关系的心意`);
    expect(mail?.text).toContain(`尊敬的${customer.name}，您好！`);
    expect(mail?.unsubscribe).not.toBe("");
  });

  it("under one Idempotency-Key is sent once", async () => {
    const before = (await lettersTo(product, marketer.email)).length;
    const key = { "idempotency-key": fresh("test-send").replaceAll(/\W/g, "") };
    const [one, other] = [
      await marketing.post("/templates/win-back/test-send", { language: "en" }, key),
      await marketing.post("/templates/win-back/test-send", { language: "en" }, key),
    ];
    expect(other.body).toEqual(one.body);
    await product.drain();
    expect((await lettersTo(product, marketer.email)).length).toBe(before + 1);
  });
});
