import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookedUpBy, wordPrefix, wordShelf } from "../../lib/knowledge/word-index.ts";
import { indexedWordsOf, isWhole, wordsOf } from "../../lib/text/words.ts";

describe("the words of a text", () => {
  it.each([
    ["热泵不制热", ["热泵", "泵不", "不制", "制热"]],
    ["Pump HP-30 won't START", ["pump", "hp", "30", "won", "t", "start"]],
    ["面板显示E4，不制热", ["面板", "板显", "显示", "e4", "不制", "制热"]],
    ["ＨＰ３０ 热泵 热泵", ["hp30", "热泵"]],
    ["热", ["热"]],
    ["漏", ["漏"]],
    ["𠮷野家", ["𠮷野", "野家"]],
    ["Überdruck fällt", ["überdruck", "fällt"]],
    ["！？… ---", []],
    ["", []],
  ])("%s", (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it("are cut where they tell no more", () => {
    expect(wordsOf("x".repeat(5_000))).toEqual(["x".repeat(40)]);
  });

  it("are indexed so that every word, every beginning of a Latin one and every sign is found", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^([热泵不制]{0,5}|[a-c]{0,4}| ){0,6}$/), (text) => {
        const indexed = [...indexedWordsOf(text).keys()];
        const finds = (word: string) =>
          indexed.some((one) => wordShelf(one) === wordShelf(word) && `${one}#`.startsWith(wordPrefix(word)));
        for (const word of wordsOf(text)) expect(finds(word), word).toBe(true);
        for (const sign of text.replaceAll(" ", "")) {
          if (/\p{Script=Han}/u.test(sign)) expect(finds(sign), sign).toBe(true);
        }
        for (const word of wordsOf(text).filter((one) => !isWhole(one)))
          expect(finds([...word][0] ?? ""), word).toBe(true);
        expect(finds("龘")).toBe(false);
      }),
    );
  });
});

describe("the words under which an article is found", () => {
  const article = { number: "KB-00042", title: "四通阀", tags: ["E4"], body: "热泵" };

  it("are those of its number, title and tags first, then the most frequent of its body", () => {
    const words = lookedUpBy({ ...article, body: "冷媒 泄漏 泄漏" });
    expect(words.slice(0, 6)).toEqual(["四通", "通阀", "阀", "e4", "kb", "00042"]);
    expect(words.slice(6)).toEqual(["泄漏", "漏", "冷媒", "媒"]);
  });

  it("are no more than a change can write, whatever the body", () => {
    const body = Array.from({ length: 5_000 }, (_, index) => `word${index}`).join(" ");
    const words = lookedUpBy({ ...article, body });
    expect(words).toHaveLength(300);
    expect(words).toContain("四通");
  });
});
