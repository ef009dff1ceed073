import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lambdas } from "../../functions/manifest.ts";
import { PREVIOUS } from "../../infra/releases.ts";
import kept from "./fixture/kept-0.1.0.json" with { type: "json" };
import { keptOf } from "./kept.ts";
import { synthesize } from "./synthesize.ts";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const { version } = JSON.parse(read("package.json"));
const { resources } = synthesize(lambdas);
const sections = [...read("infra/CHANGELOG.md").matchAll(/^## (\S+)(.*)$/gm)];

test("whoever operates a release reads in the changelog what is new, and what to do when they upgrade", () => {
  expect(sections.map(([, name]) => name).slice(0, 2)).toEqual([version, PREVIOUS.version]);
  const [first, second] = sections.map(({ index }) => index);
  const section = read("infra/CHANGELOG.md").slice(first, second);
  for (const part of ["### New", "### When you upgrade", "### What changed in the contract"])
    expect(section).toContain(part);
});

test("the API's document says which release it describes", () => {
  expect(JSON.parse(read("openapi.json")).info.version).toBe(version);
});

test("an upgrade leaves in place whatever holds something", () => {
  expect(Object.keys(kept).length).toBeGreaterThan(20);
  expect(keptOf(resources)).toMatchObject(kept);
});

test.each([
  ["replaced", { TableName: "another-name" }],
  ["without an index", { GlobalSecondaryIndexes: [] }],
])("a table that is %s would be noticed", (_, change) => {
  const changed = resources.map((one) =>
    one.Type === "AWS::DynamoDB::Table" ? { ...one, Properties: { ...one.Properties, ...change } } : one,
  );
  expect(() => expect(keptOf(changed)).toMatchObject(kept)).toThrow();
});
