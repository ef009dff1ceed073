import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Lambda } from "../../functions/lambda.ts";
import { lambdas } from "../../functions/manifest.ts";
import { bundle, bundleFolder } from "../../infra/bundle.ts";
import { type Figure, median } from "./figure.ts";

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

/** Size of every function's bundle, and its import time as a ratio to a handler that imports only the DynamoDB client. */
export async function bundleFigures(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "bundles-"));
  try {
    const bundles = await bundle([baseline, ...lambdas], folder);
    const times = new Map<string, number[]>(bundles.map(({ name }) => [name, []]));
    for (let run = 0; run < RUNS; run++) {
      for (const { name } of bundles)
        times.get(name)?.push(importTime(join(bundleFolder(name, folder), "index.mjs")));
    }
    const base = Math.min(...(times.get("baseline") ?? []));
    const own = bundles.filter(({ name }) => name !== "baseline");
    return own.flatMap(({ name, bytes }): Figure[] => {
      const time = Math.min(...(times.get(name) ?? []));
      const detail = `${time.toFixed(0)} ms ÷ ${base.toFixed(0)} ms, medians ${median(times.get(name) ?? []).toFixed(0)} ÷ ${median(times.get("baseline") ?? []).toFixed(0)}`;
      return [
        { name: `bundle of ${name}`, value: bytes / 1000, unit: "kB", target: 450 },
        { name: `import of ${name}`, value: time / base, unit: "×", target: 1.3, detail },
      ];
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function importTime(file: string): number {
  const script = `const began = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(performance.now() - began)`;
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
  });
  return Number(output.trim().split("\n").at(-1));
}
