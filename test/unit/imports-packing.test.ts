import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { combine } from "../../lib/imports/combine.ts";
import { inLines } from "../../lib/imports/lines.ts";
import { Problem } from "../../lib/problem/problem.ts";
import type { Write } from "../../lib/table/write.ts";

const refused = () => new Problem("conflict", "refused");
const key = { pk: "a", sk: "b" };
const write = (item: Write["item"]): Write => ({ item, refused });
const first = (version: number) =>
  write({
    Put: { TableName: "t", Item: { ...key, version }, ConditionExpression: "attribute_not_exists(pk)" },
  });
const next = (version: number) =>
  write({
    Put: {
      TableName: "t",
      Item: { ...key, version },
      ConditionExpression: "#version = :version",
      ExpressionAttributeNames: { "#version": "version" },
      ExpressionAttributeValues: { ":version": version - 1 },
    },
  });
const check = (name: string) =>
  write({
    ConditionCheck: {
      TableName: "t",
      Key: key,
      ConditionExpression: "#name = :name",
      ExpressionAttributeNames: { "#name": "name" },
      ExpressionAttributeValues: { ":name": name },
    },
  });
const count = (type: string) =>
  write({
    Update: {
      TableName: "t",
      Key: key,
      UpdateExpression: "SET #version = #version + :one, wins = wins + :one, updatedAt = :at",
      ConditionExpression: "#type = :type",
      ExpressionAttributeNames: { "#version": "version", "#type": "type" },
      ExpressionAttributeValues: { ":one": 1, ":at": "now", ":type": type },
    },
  });

const together = (...writes: Write[]) => {
  const combined = writes.reduce<ReturnType<typeof combine>>(
    (before, one) => before && combine(before, [one]),
    new Map(),
  );
  return combined && [...combined.values()].map(({ item }) => item);
};

describe("what several rows do to one item becomes one write", () => {
  it("of versions that follow each other: the last, where the first began", () => {
    const [item] = together(next(4), next(5), next(6)) ?? [];
    expect(item?.Put).toMatchObject({ Item: { version: 6 }, ExpressionAttributeValues: { ":version": 3 } });
    const [made] = together(first(1), next(2)) ?? [];
    expect(made?.Put).toMatchObject({
      Item: { version: 2 },
      ConditionExpression: "attribute_not_exists(pk)",
    });
  });

  it("of updates that count: their sum", () => {
    const [item] = together(count("active"), count("active"), count("active")) ?? [];
    expect(item?.Update).toMatchObject({
      ConditionExpression: "#type = :type",
      ExpressionAttributeValues: { ":one": 3, ":at": "now", ":type": "active" },
    });
  });

  it("of conditions: all of them", () => {
    const [item] = together(check("x"), count("active"), check("x"), count("active")) ?? [];
    expect(item?.Update).toMatchObject({
      ConditionExpression: "(#type = :type) AND (#name = :name)",
      ExpressionAttributeValues: { ":one": 2, ":type": "active", ":name": "x" },
    });
    expect(together(check("x"), check("x"))).toHaveLength(1);
    expect(together(first(1), check("x"))).toHaveLength(1);
  });

  it.each([
    ["versions with a gap", first(1), next(3)],
    ["two first versions", first(1), first(1)],
    ["updates of different kinds", count("active"), count("potential")],
    ["conditions that contradict each other", check("x"), check("y")],
    ["an update of what was just put", first(1), count("active")],
  ])("but not of %s: the second waits", (_, one, other) => {
    expect(together(one, other)).toBeUndefined();
  });
});

describe("rows are worked on in lines", () => {
  it("so that each is in one, and those that share anything are in the same, in order", () => {
    const row = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.integer({ min: 1, max: 6 }), (keys, width) => {
        const rows = keys.map((mine, index) => ({ index, mine: mine.map(String) }));
        const lines = inLines(rows, ({ mine }) => mine, width);
        expect(lines.length).toBeLessThanOrEqual(width);
        expect(
          lines
            .flat()
            .map(({ index }) => index)
            .sort((a, b) => a - b),
        ).toEqual(rows.map(({ index }) => index));
        for (const one of "0123456789".split("").concat("10", "11", "12")) {
          const having = lines.map((line) =>
            line.filter(({ mine }) => mine.includes(one)).map(({ index }) => index),
          );
          const filled = having.filter((line) => line.length > 0);
          expect(filled.length).toBeLessThanOrEqual(1);
          for (const line of filled) expect(line).toEqual([...line].sort((a, b) => a - b));
        }
      }),
    );
  });
});
