import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../lib/csv/decode.ts";
import { csvRecords, isBlank } from "../../lib/csv/records.ts";
import { csvTable } from "../../lib/csv/table.ts";
import { csvText } from "../../lib/csv/write.ts";

const cellsOf = (text: string, delimiter = ",") => [...csvRecords(text, delimiter)].map(({ cells }) => cells);

/** What a reader of columns sees. */
function objects(text: string, wanted: readonly string[]) {
  const { columns, rows } = csvTable(text, wanted);
  return rows
    .filter((row) => !isBlank(row))
    .map(({ cells }) => Object.fromEntries(columns.map((name, index) => [name, cells[index]])));
}

describe("records of a CSV text", () => {
  it.each([
    [
      "line ends of all kinds",
      "a,b\r\nc,d\ne,f\rg,h",
      [
        ["a", "b"],
        ["c", "d"],
        ["e", "f"],
        ["g", "h"],
      ],
    ],
    [
      "line breaks inside quotes",
      '1,"two\r\nlines"\r\n2,x',
      [
        ["1", "two\r\nlines"],
        ["2", "x"],
      ],
    ],
    ["doubled quotes", '"say ""yes""",2', [['say "yes"', "2"]]],
    ["quotes inside a plain value", `5" pipe,37'8.0"N`, [['5" pipe', `37'8.0"N`]]],
    ["blanks behind a closing quote", '"a"  ,b', [["a", "b"]]],
    [
      "an empty last value",
      "a,\nb,",
      [
        ["a", ""],
        ["b", ""],
      ],
    ],
    ["a quoted empty value", '"",""', [["", ""]]],
  ])("are read with %s", (_, text, expected) => {
    expect(cellsOf(text)).toEqual(expected);
  });

  it("give back whatever was written", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", " ", "关", "=") });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const text = rows
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(","))
          .join("\r\n");
        expect(cellsOf(text)).toEqual(rows);
      }),
    );
  });

  it("lose one line to a quote that is never closed, and nothing else", () => {
    const records = [...csvRecords('1,a\n2,"b\n3,c\n4,"d",x\n', ",")];
    expect(records.map(({ line, broken }) => [line, broken])).toEqual([
      [1, undefined],
      [2, { cell: 1, rule: "a quote inside a quoted value must be written twice" }],
      [3, undefined],
      [4, undefined],
    ]);
    const last = [...csvRecords('1,a\n2,"b\n3,c\n', ",")];
    expect(last.map(({ cells, broken }) => broken?.rule ?? cells)).toEqual([
      ["1", "a"],
      "a quoted value must be closed by a quote",
      ["3", "c"],
    ]);
  });

  it("know their line in the file", () => {
    const lines = [...csvRecords('a\n"b\nb"\n\nc', ",")].map(({ line }) => line);
    expect(lines).toEqual([1, 2, 4, 5]);
  });
});

describe("a header", () => {
  it("is found below lines about the file, whatever separates the values", () => {
    const text = "sep=;\nExport of today;;\n\nName ;PHONE;（净额）\nx;1;2\n";
    const table = csvTable(text, ["name", "Phone", "(净额)"]);
    expect(table).toMatchObject({ delimiter: ";", columns: ["Name", "PHONE", "（净额）"] });
    expect(table.rows.map(({ cells }) => cells)).toEqual([["x", "1", "2"]]);
  });

  it("that lacks columns is refused by their names", () => {
    expect(() => csvTable("a,b\n1,2", ["a", "c", "d"])).toThrow(
      "the header must have the columns c, d; it has a, b",
    );
    expect(() => csvTable("", ["a"])).toThrow("the file is empty: it must have a header");
    expect(() => csvTable("a,b,A\n", ["a"])).toThrow("the header has the column A twice");
  });
});

describe("bytes", () => {
  it("are read as UTF-8 with and without its mark, as GB18030 and as Excel's Unicode text", () => {
    const gb18030 = Buffer.from([0xb9, 0xd8, 0xcf, 0xb5]);
    expect(decodeText(Buffer.from("\u{FEFF}关系"))).toBe("关系");
    expect(decodeText(Buffer.from("关系"))).toBe("关系");
    expect(decodeText(gb18030)).toBe("关系");
    expect(decodeText(Buffer.from("\u{FEFF}关系", "utf16le"))).toBe("关系");
    expect(() => decodeText(gb18030, "utf-8")).toThrow("the file must be text in utf-8");
  });
});

describe("CSV for a spreadsheet", () => {
  it("runs no formula and reads back", () => {
    const text = csvText(
      ["a", "b"],
      [
        ["=1+1", 2],
        ["＋cmd", -3],
        ['say "hi"', undefined],
      ],
    );
    expect(text).toBe('\u{FEFF}"a","b"\r\n"\'=1+1",2\r\n"\'＋cmd",-3\r\n"say ""hi""",\r\n');
  });
});

const shared = "../shared/data/contacts";

describe.skipIf(!existsSync(shared))("files that others wrote", () => {
  const spectrum = join(shared, "csv-spectrum");
  /** Its JSON shows another record than its CSV. */
  const wrong = "location_coordinates";
  it.each(
    existsSync(spectrum)
      ? readdirSync(join(spectrum, "csvs"))
          .map((name) => name.replace(/\.csv$/, ""))
          .filter((name) => name !== wrong)
      : [],
  )("csv-spectrum/%s", (name) => {
    const expected = JSON.parse(readFileSync(join(spectrum, "json", `${name}.json`), "utf8"));
    const text = decodeText(readFileSync(join(spectrum, "csvs", `${name}.csv`)));
    expect(objects(text, Object.keys(expected[0]))).toEqual(expected);
  });

  it.each([
    ["alipay", ["交易时间", "金额"], 10, { 交易时间: "2023-07-10 13:20:16", 金额: "82.00" }],
    ["boc_debit", ["记账日期", "金额"], 17, { 记账日期: "2025-08-01", 金额: "1,000.00" }],
    ["bocom_debit", ["序号", "交易金额"], 6, { 交易金额: "100.79" }],
    ["icbc_credit", ["交易日期", "交易金额(支出)"], 10, { 交易日期: "合计金额" }],
    ["icbc_debit-v1", ["交易日期", "记账金额(收入)"], 12, { 交易日期: "人民币合计" }],
    ["jd", ["交易时间", "金额"], 26, { 金额: "235.61(已退款235.50)" }],
    ["mt", ["交易创建时间", "实付金额"], 29, { 实付金额: "¥19.20" }],
    ["wechat", ["交易时间", "金额(元)"], 27, { "金额(元)": "¥0.01" }],
  ])("cn-csv/%s: lines before the header, odd encodings, tabs and totals", (bank, columns, count, last) => {
    const file = readdirSync(join(shared, "cn-csv")).find((name) => name.startsWith(`${bank}_`)) ?? "";
    const text = decodeText(readFileSync(join(shared, "cn-csv", file)));
    const rows = objects(text, columns);
    expect(rows).toHaveLength(count);
    const trimmed = Object.entries(rows.at(-1) ?? {}).map(([name, value]) => [name, value?.trim()]);
    expect(Object.fromEntries(trimmed)).toMatchObject(last);
  });
});
