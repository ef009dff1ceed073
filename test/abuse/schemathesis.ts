import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pythonWith } from "../../infra/python.ts";
import { logger } from "../../lib/log/logger.ts";
import { startProduct } from "../makers/product.ts";
import { configuration } from "./schemathesis-config.ts";
import { foundWorld, type World } from "./world.ts";

// Lets schemathesis attack the product by its own OpenAPI document, with every check it has.
//
//   npm run abuse:schemathesis [-- --json=<file for the counts>] [-- <schemathesis arguments>]

/** Neither passed nor failed. */
const SKIPPED = 77;
const PACKAGES = ["schemathesis==4.32.5"];
const MAIN = "from schemathesis.cli import schemathesis; schemathesis()";

async function main(args: readonly string[]): Promise<number> {
  const python = await pythonWith(PACKAGES).catch((error: Error) => error);
  if (python instanceof Error) {
    process.stderr.write(`${python.message}\n`);
    process.stderr.write(
      "Skipped: schemathesis comes from PyPI by python3 and pip, which is out of reach here.\n",
    );
    return SKIPPED;
  }
  const reports = await mkdtemp(join(tmpdir(), "guanxi-schemathesis-"));
  // A line for each of tens of thousands of refusals hides what schemathesis says.
  logger.setLogLevel("ERROR");
  const product = await startProduct({ optimise: true });
  try {
    const world = await foundWorld(product);
    await product.drain();
    const config = join(reports, "schemathesis.toml");
    await writeFile(config, configuration(world));
    const junit = join(reports, "junit.xml");
    const own = args.filter((arg) => !arg.startsWith("--json="));
    const code = await run(python, reports, world, [
      `--config-file=${config}`,
      "run",
      `${product.url}/openapi.json`,
      "--report=junit",
      `--report-junit-path=${junit}`,
      ...own,
    ]);
    const json = args.find((arg) => arg.startsWith("--json="))?.slice("--json=".length);
    if (json !== undefined) await writeFile(json, JSON.stringify(countsOf(await readFile(junit, "utf8"))));
    return code;
  } finally {
    await product.stop();
    await rm(reports, { recursive: true, force: true });
  }
}

function run(
  python: string,
  cwd: string,
  { admin, powerless }: World,
  args: readonly string[],
): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const child = spawn(python, ["-c", MAIN, ...args], {
    cwd,
    env: {
      ...process.env,
      PYTHONPATH: import.meta.dirname,
      PYTHONDONTWRITEBYTECODE: "1",
      SENDER: admin.id,
      SOMEBODY_ELSE: powerless.id,
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  child.on("error", (error) => {
    process.stderr.write(`${error.message}\n`);
    resolve(1);
  });
  child.on("exit", (code) => resolve(code ?? 1));
  return promise;
}

/** The counts of a JUnit report, as a test run reports them. */
function countsOf(junit: string) {
  const [suites = ""] = /<testsuites[^>]*>/.exec(junit) ?? [];
  const count = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suites)?.[1] ?? 0);
  const failed = count("failures") + count("errors");
  return {
    numPassedTests: count("tests") - failed - count("skipped"),
    numFailedTests: failed,
    numPendingTests: count("skipped"),
    numTodoTests: 0,
    testResults: [],
  };
}

process.exitCode = await main(process.argv.slice(2));
