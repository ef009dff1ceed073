import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Lambda } from "../../functions/lambda.ts";
import { lambdas } from "../../functions/manifest.ts";
import { bundle, bundleFolder } from "../../infra/bundle.ts";
import { type Figure, shown } from "./figure.ts";
import type { Share } from "./in-turn.ts";

/** How often each bundle is imported by a process of its own. */
const RUNS = 15;

const baseline: Lambda = {
  name: "baseline",
  entry: "test/bench/baseline.lambda.ts",
  trigger: { kind: "schedule" },
  grants: [],
  memory: 512,
  timeout: 3,
  errorImpact: "Nobody suffers: it only measures.",
};

/**
 * Size of every function's bundle, with the largest part that it loads on demand, and its import time as a ratio to a handler
 * that imports only the DynamoDB client, bundled the usual way: minified, with the SDK's ES modules, and without our
 * stand-ins, since these are what makes ours small. The ratio to the same handler with them is told too.
 */
export async function bundleFigures(share: Share): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "bundles-"));
  try {
    const bundles = await bundle([baseline, ...lambdas], folder);
    const usual = await usualBundle(baseline, folder);
    const files = new Map(bundles.map(({ name }) => [name, join(bundleFolder(name, folder), "index.mjs")]));
    const times = await importTimes(new Map([...files, ["usual", usual]]), Math.ceil(RUNS * share));
    const least = (name: string) => Math.min(...(times.get(name) ?? []));
    const own = bundles.filter(({ name }) => name !== baseline.name);
    return own.flatMap(({ name, bytes }): Figure[] => [
      { name: `bundle of ${name}`, value: bytes / 1000, unit: "kB", target: 450, exact: true },
      {
        name: `import of ${name}`,
        value: least(name) / least("usual"),
        unit: "×",
        target: 1.3,
        detail: `${least(name).toFixed(1)} ms ÷ ${least("usual").toFixed(1)} ms; ${shown(least(name) / least(baseline.name))} × with our stand-ins`,
      },
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What an engineer makes of a handler who thinks no more of it. */
async function usualBundle({ name, entry }: Lambda, folder: string): Promise<string> {
  const outfile = join(folder, "usual", `${name}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node24",
    format: "esm",
    mainFields: ["module", "main"],
    banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
    logLevel: "warning",
  });
  return outfile;
}

/** Each file's import times, measured in turn, each by a process of its own. */
async function importTimes(
  files: ReadonlyMap<string, string>,
  runs: number,
): Promise<ReadonlyMap<string, number[]>> {
  const times = new Map<string, number[]>([...files.keys()].map((name) => [name, []]));
  for (let run = 0; run < runs; run += 1)
    for (const [name, file] of files) times.get(name)?.push(importTime(file));
  return times;
}

function importTime(file: string): number {
  const script = `const began = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(performance.now() - began)`;
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
  });
  return Number(output.trim().split("\n").at(-1));
}
