import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const node = promisify(execFile);
const file = new URL("../../lib/log/logger.ts", import.meta.url).href;

/** The messages that a function logs, in an environment as Lambda gives it. */
async function messages(environment: Record<string, string>): Promise<string[]> {
  const script = `
    const { logger } = await import(${JSON.stringify(file)});
    for (const run of [1, 2]) { logger.sample(); logger.debug("debug " + run); logger.info("info " + run); }
    logger.warn("warning");`;
  const { stdout, stderr } = await node(process.execPath, ["--input-type=module", "-e", script], {
    env: { PATH: process.env.PATH, ...environment },
  });
  const lines = `${stdout}${stderr}`.split("\n").filter((line) => line.startsWith("{"));
  return lines.map((line) => JSON.parse(line).message);
}

test("a function logs what its level says, though Lambda would let more through", async () => {
  const said = await messages({ AWS_LAMBDA_LOG_LEVEL: "DEBUG", POWERTOOLS_LOG_LEVEL: "WARN" });
  expect(said).toEqual(["warning"]);
});

test("runs of the sample log everything", async () => {
  const said = await messages({
    AWS_LAMBDA_LOG_LEVEL: "DEBUG",
    POWERTOOLS_LOG_LEVEL: "WARN",
    POWERTOOLS_LOGGER_SAMPLE_RATE: "1",
  });
  expect(said).toEqual(expect.arrayContaining(["debug 1", "info 1", "debug 2", "info 2", "warning"]));
});
