import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Letter, renderLetter } from "../../lib/mail/letter.ts";
import { LANGUAGES } from "../../lib/mail/mail.ts";
import { OCCASION_NAMES, OCCASIONS, readKey, variablesOf } from "../../lib/mail/occasions.ts";
import { type Value, valuesFor } from "../../lib/mail/values.ts";
import { requireFillable } from "../../lib/templates/check.ts";
import { exampleValues } from "../../lib/templates/examples.ts";
import { fill } from "../../lib/templates/fill.ts";
import { shipped } from "../../lib/templates/shipped.ts";
import { templateValue } from "../../lib/templates/template.ts";
import { inWords } from "../../lib/templates/words.ts";

const company = "湖畔净水";
const occasionOf = (key: string) => readKey(key)?.occasion ?? "birthday";
const every = [...shipped].flatMap(([key, value]) => LANGUAGES.map((language) => ({ key, value, language })));

function written(
  { key, value, language }: (typeof every)[number],
  values: Readonly<Record<string, Value>>,
  name = "王小明",
) {
  const filled = fill(value.texts[language], occasionOf(key), { ...values, name, company }, language);
  const letter: Letter = {
    ...filled,
    layout: value.layout,
    language,
    unsubscribeUrl: "https://crm.example.cn/unsubscribe/token",
    from: { key, version: 0 },
  };
  return { letter, ...renderLetter(letter, company) };
}

describe("what is shipped", () => {
  it("has words for every occasion, and greetings for the festivals", () => {
    expect(OCCASION_NAMES).toEqual(Object.keys(OCCASIONS));
    expect([...shipped.keys()]).toEqual(expect.arrayContaining([...OCCASION_NAMES]));
    for (const festival of ["new-year", "spring-festival", "womens-day", "mid-autumn"])
      expect(shipped.has(`holiday.${festival}`)).toBe(true);
    for (const tier of ["vip", "supreme-vip"]) expect(shipped.has(`birthday~${tier}`)).toBe(true);
  });

  it.each([...shipped])("%s could be saved as it is", (key, value) => {
    expect(templateValue.parse(value)).toEqual(value);
    expect(() => requireFillable(value, occasionOf(key))).not.toThrow();
  });

  it.each(every)("$key reads well in $language with all values, and with only those it needs", (one) => {
    const occasion = occasionOf(one.key);
    const all = exampleValues(occasion, one.language, { owner: "李安娜", belated: true });
    const needed = Object.fromEntries(
      Object.entries(all).filter(([name]) => variablesOf(occasion)[name]?.optional !== true),
    );
    for (const values of [all, needed]) {
      const { subject, html, text, letter } = written(one, values);
      for (const said of [subject, text, letter.preheader]) {
        expect(said).not.toMatch(/\{\{|undefined|NaN|Invalid|\[object/);
        // No hole where a value is missing: no doubled or leading punctuation, no doubled space.
        expect(said).not.toMatch(/[，、,]{2}|[，,][。.]|^[，。,.]| {2}|（）|\(\)| ,|：。/m);
      }
      expect(subject.length).toBeGreaterThan(4);
      expect(subject.length).toBeLessThan(90);
      expect(html).toContain(letter.title);
      expect(html).toContain('href="https://crm.example.cn/unsubscribe/token"');
      expect(html.length).toBeLessThan(20_000);
    }
  });

  it.each([...shipped].filter(([key]) => variablesOf(occasionOf(key)).belated !== undefined))(
    "%s says that it is late, when it is, in every language",
    (key, value) => {
      for (const language of LANGUAGES) {
        const values = exampleValues(occasionOf(key), language, {});
        const [onTime, late] = [false, true].map(
          (belated) => written({ key, value, language }, { ...values, belated }).text,
        );
        expect(late).not.toBe(onTime);
        expect(late).toMatch(/迟|遲|晚|未能|late|sorry/);
      }
    },
  );

  it("is traditional Chinese for Taiwan, simplified for the mainland", () => {
    for (const [key, { texts }] of shipped) {
      expect(JSON.stringify(texts["zh-TW"]), key).not.toMatch(/[们这为会员时节过发请谢预约订积点开现]/);
      expect(JSON.stringify(texts["zh-CN"]), key).not.toMatch(/[們這為會員時節過發請謝預約訂積點開現]/);
    }
  });
});

describe("values in words", () => {
  it.each([
    ["date", "2026-02-17", "2026年2月17日", "2026年2月17日", "17 February 2026"],
    ["number", 12_345, "12,345", "12,345", "12,345"],
    ["money", { amount: 128_050, currency: "CNY" }, "¥1,280.50", "CN¥1,280.50", "CN¥1,280.50"],
    ["money", { amount: 1_280, currency: "JPY" }, "JP¥1,280", "¥1,280", "¥1,280"],
    ["discount", 1_500, "8.5 折", "85 折", "15% off"],
    ["discount", 2_000, "8 折", "8 折", "20% off"],
    ["discount", 50, "9.95 折", "99.5 折", "0.5% off"],
    ["text", "{{name}}", "{{name}}", "{{name}}", "{{name}}"],
    ["flag", true, true, true, true],
  ] as const)("a %s %o", (is, value, mainland, taiwan, english) => {
    expect(LANGUAGES.map((language) => inWords(value, is, language))).toEqual([mainland, taiwan, english]);
  });

  it("that are missing are nothing", () => {
    expect(inWords(undefined, "date", "en")).toBe("");
  });

  it("are checked when a mail is queued", () => {
    const warranty = { product: "A3", warrantyUntil: "2026-12-31" };
    expect(valuesFor("warranty-ending", { ...warranty, cardNumber: undefined })).toEqual(warranty);
    expect(() => valuesFor("warranty-ending", { product: "A3" })).toThrow("needs the value warrantyUntil");
    expect(() => valuesFor("warranty-ending", { ...warranty, warrantyUntil: "2026-02-30" })).toThrow(
      "must be a date",
    );
    expect(() => valuesFor("warranty-ending", { ...warranty, points: 3 })).toThrow("takes no value points");
    expect(() => valuesFor("birthday", { name: "x" })).toThrow("takes no value name");
    expect(() => valuesFor("campaign", { campaign: "x", link: "javascript:alert(1)" })).toThrow(
      "must be a url",
    );
  });
});

describe("a template's key", () => {
  it.each([
    ["birthday", "birthday", undefined, undefined],
    ["birthday~vip", "birthday", undefined, "vip"],
    ["holiday.mid-autumn", "holiday", "mid-autumn", undefined],
    ["holiday.mid-autumn~supreme-vip", "holiday", "mid-autumn", "supreme-vip"],
    ["warranty-ending", "warranty-ending", undefined, undefined],
  ])("%s is read", (key, occasion, variety, tier) => {
    expect(readKey(key)).toEqual({ occasion, variety, tier });
  });
  it.each([
    "",
    "moon",
    "birthday~",
    "birthday.",
    "Birthday",
    "birthday~vip~x",
    "birthday/vip",
    "__proto__",
    "constructor",
  ])("%s is none", (key) => {
    expect(readKey(key)).toBeUndefined();
  });
});

describe("whatever people write", () => {
  const hostile = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "<script>alert(1)</script>",
      '" onload="x',
      "{{company}}",
      "{{#belated}}",
      "\r\nBcc: a@b",
      "</div>",
      "&lt;",
    ),
  );
  const birthday = every.find(({ key, language }) => key === "birthday" && language === "en")!;
  const product = every.find(({ key, language }) => key === "delivery-follow-up" && language === "en")!;

  it("in names and values stays text: no tag, no variable, no header comes of it", () => {
    const plain = written(product, { product: "X" }, "N").html;
    const tags = (html: string) => html.match(/<[a-z!/]/gi)?.length;
    fc.assert(
      fc.property(hostile, hostile, (name, value) => {
        const { subject, html } = written(product, { product: value || "x" }, name);
        expect(subject).not.toMatch(/[\r\n\u2028\u2029]/);
        expect(tags(html)).toBe(tags(plain));
      }),
    );
  });

  it("is shown as it was written", () => {
    const { text, html } = written(birthday, {}, '<b> & "Tom" {{company}}');
    expect(text).toContain('Dear <b> & "Tom" {{company}},');
    expect(html).toContain("Dear &lt;b&gt; &amp; &quot;Tom&quot; {{company}},");
  });

  it("makes no link but one to the web", () => {
    const campaign = every.find(({ key, language }) => key === "campaign" && language === "en")!;
    const linked = (link: string) => written(campaign, { campaign: "x", link }).html.includes("See more");
    expect(linked("https://shop.example.cn/a?b=1&c=2")).toBe(true);
    for (const link of ["", "javascript:alert(1)", "data:text/html,x", "/relative", "https://a b"])
      expect(linked(link), link).toBe(false);
  });
});
