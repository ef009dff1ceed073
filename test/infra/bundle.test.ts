import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { SourceMap } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lambdas as product } from "../../functions/manifest.ts";
import { type Bundle, bundle } from "../../infra/bundle.ts";
import { lambdas as fixture } from "./fixture/manifest.ts";

/** The most that a run of a function may load. */
const MOST_BYTES = 450_000;

const node = promisify(execFile);
let folder: string;
/** Every function of the product. */
let bundles: Bundle[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "guanxi-bundle-"));
  bundles = await bundle(product, join(folder, "product"));
});

afterAll(() => rm(folder, { recursive: true }));

describe("a bundle", () => {
  test("runs without any package, also when it needs Node's own modules by require", async () => {
    const [made] = await bundle(fixture.slice(0, 1), join(folder, "fixture"));
    const { stdout } = await node(process.execPath, [
      "--input-type=module",
      "-e",
      `const { handler } = await import(${JSON.stringify(entry(made))}); console.log(await handler());`,
    ]);
    expect(Number(stdout)).toBeGreaterThan(100);
  });

  test("has a map that leads back to the line that was written", async () => {
    const [made] = await bundle(fixture.slice(0, 1), join(folder, "mapped"));
    const script = (await readFile(entry(made), "utf8")).split("\n");
    const line = script.findIndex((text) => text.includes("a@example.com"));
    const map = new SourceMap(JSON.parse(await readFile(`${entry(made)}.map`, "utf8")));
    const found = map.findEntry(line, script[line]?.indexOf("a@example.com") ?? 0);
    expect(found).toMatchObject({
      originalSource: expect.stringMatching(/mailer\.lambda\.ts$/),
      originalLine: 4,
    });
  });
});

test("every function of the product has a bundle of its own that loads and exports its handler", async () => {
  expect(bundles.map(({ name }) => name)).toEqual(product.map(({ name }) => name).toSorted());
  const { stdout } = await node(process.execPath, [
    "--input-type=module",
    "-e",
    `const kinds = [];
    for (const path of ${JSON.stringify(bundles.map(entry))}) kinds.push(typeof (await import(path)).handler);
    console.log(JSON.stringify(kinds));`,
  ]);
  expect(JSON.parse(stdout)).toEqual(product.map(() => "function"));
  const large = bundles
    .filter(({ bytes }) => bytes > MOST_BYTES)
    .map(({ name, bytes }) => `${name}: ${bytes}`);
  expect(large, "what functions load is to stay near what the SDK alone is").toEqual([]);
});

test("what a function loads on demand lies beside it, and is none of what it begins with", async () => {
  const made = bundles.find(({ name }) => name === "api-imports");
  const files = await readdir(made?.folder ?? "");
  const parts = files.filter((file) => file.endsWith(".mjs") && file !== "index.mjs");
  expect(parts.length).toBeGreaterThan(4);
  for (const part of parts) await import(pathToFileURL(join(made?.folder ?? "", part)).href);
  const begin = await readFile(entry(made), "utf8");
  expect(begin).not.toContain("only a won opportunity can be closed");
  const texts = await Promise.all(parts.map((part) => readFile(join(made?.folder ?? "", part), "utf8")));
  expect(texts.join()).toContain("only a won opportunity can be closed");
});

test("mails are written by those alone who send or show them", async () => {
  const { outputs }: { outputs: Record<string, { inputs: Record<string, unknown> }> } = JSON.parse(
    await readFile(join(folder, "product", "metafile.json"), "utf8"),
  );
  const carrying = (what: RegExp) =>
    Object.entries(outputs)
      .filter(
        ([path, { inputs }]) => path.endsWith(".mjs") && Object.keys(inputs).some((one) => what.test(one)),
      )
      .map(([path]) => /functions\/([^/]+)\/index\.mjs$/.exec(path)?.[1])
      .toSorted();
  expect(carrying(/node_modules\/mustache\/|lib\/mail\/\w+-layout\.ts$/)).toEqual([
    "api-templates",
    "send-mail",
    "sweep-mails",
  ]);
  expect(carrying(/node_modules\/nodemailer\/|client-ses\//)).toEqual(["send-mail", "sweep-mails"]);
  expect(carrying(/node_modules\/mjml/)).toEqual([]);
});

function entry(made: Bundle | undefined): string {
  return join(made?.folder ?? "", "index.mjs");
}
