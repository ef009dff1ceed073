import { globSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { areas } from "../../functions/api/manifest.ts";
import { SHORTER } from "../../infra/shorter.ts";
import { standIns } from "../../infra/stand-ins.ts";
import type { Route } from "../../lib/http/route.ts";

const root = join(import.meta.dirname, "../..");

describe("what bundles hold of packages", () => {
  const files = globSync("node_modules/@{aws-sdk,smithy}/**/*.js*", { cwd: root }).concat(
    globSync("node_modules/zod/v4/classic/*.js", { cwd: root }),
  );

  it.each(SHORTER)("is less of $of, which is where it was", ({ of, as }) => {
    const found = files.filter((file) => of.test(file));
    expect(found.length).toBeGreaterThan(0);
    for (const file of found) {
      const text = readFileSync(join(root, file), "utf8");
      expect(as(text), file).not.toBe(text);
    }
  });

  it("are all errors that DynamoDB gives to our commands", () => {
    const file = "node_modules/@aws-sdk/client-dynamodb/dist-es/schemas/schemas_0.js";
    const [{ as } = { as: String }] = SHORTER.filter(({ of }) => of.test(file));
    const registered = [...as(readFileSync(join(root, file), "utf8")).matchAll(/registerError\((\w+)\$/g)];
    expect(registered.map(([, name]) => name)).toEqual(
      expect.arrayContaining([
        "ConditionalCheckFailedException",
        "TransactionCanceledException",
        "TransactionConflictException",
        "TransactionInProgressException",
        "IdempotentParameterMismatchException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ThrottlingException",
        "InternalServerError",
        "ItemCollectionSizeLimitExceededException",
        "ReplicatedWriteConflictException",
        "ResourceNotFoundException",
      ]),
    );
  });
});

/** Values that hardly any field takes, put in the place of each in turn. */
const SPOILT: readonly unknown[] = [undefined, null, "", "x", -1, 1.5, [], [{}], {}, { x: 1 }];

type Areas = Readonly<Record<string, { readonly routes: Readonly<Record<string, Route>> }>>;

describe("routes in bundles", () => {
  let folder: string;
  let bundled: typeof areas;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "guanxi-routes-"));
    const outfile = join(folder, "routes.mjs");
    await build({
      entryPoints: [join(root, "functions/api/manifest.ts")],
      outfile,
      plugins: [standIns(root)],
      bundle: true,
      platform: "node",
      format: "esm",
      mainFields: ["module", "main"],
    });
    ({ areas: bundled } = await import(pathToFileURL(outfile).href));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it.each(Object.keys(areas))("of %s read and refuse as those in the tree do", (area) => {
    const all = (of: Areas) => Object.entries(of[area]?.routes ?? {});
    const outcomes = all(areas).map(([name, { example = {} }]) => [name, outcomeOf(name, areas, example)]);
    const theirs = all(areas).map(([name, { example = {} }]) => [name, outcomeOf(name, bundled, example)]);
    expect(outcomes.length).toBeGreaterThan(0);
    expect(theirs).toEqual(outcomes);

    function outcomeOf(name: string, of: Areas, example: NonNullable<Route["example"]>) {
      const { body, response, params, query } = of[area]?.routes[name] ?? {};
      return [
        ...variants(example.body).map((value) => read(body, value)),
        ...variants(example.response).map((value) => read(response, value)),
        ...SPOILT.flatMap((value) => [read(params, { id: value }), read(query, { limit: value, x: value })]),
      ];
    }
  });
});

/** An example, and the same with one field or another spoilt. */
function variants(example: unknown): unknown[] {
  const fields = Object.keys(Object(example));
  return [
    example,
    ...fields.flatMap((field) => SPOILT.map((value) => ({ ...Object(example), [field]: value }))),
  ];
}

function read(schema: Route["body"], value: unknown) {
  const { success, data, error } = schema?.safeParse(value) ?? {};
  return { success, data, issues: error?.issues };
}
