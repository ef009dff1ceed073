import { describe, expect, test } from "vitest";
import { lambdas } from "./fixture/manifest.ts";
import { type Synthesized, synthesize } from "./synthesize.ts";

const functionsOf = (stacks: Synthesized) =>
  stacks.of("AWS::Lambda::Function").map(({ Properties }) => Properties);
const retentions = (stacks: Synthesized) => [
  ...new Set(stacks.of("AWS::Logs::LogGroup").map(({ Properties }) => Properties.RetentionInDays)),
];

describe("logs", () => {
  test("say what happened, of every run alike, and are forgotten after a week, in production after half a year", () => {
    const stacks = synthesize(lambdas);
    for (const { Environment, LoggingConfig } of functionsOf(stacks)) {
      expect(Environment.Variables.POWERTOOLS_LOG_LEVEL).toBe("INFO");
      expect(Environment.Variables.POWERTOOLS_LOGGER_SAMPLE_RATE).toBeUndefined();
      expect(LoggingConfig.ApplicationLogLevel).toBe("INFO");
    }
    expect(retentions(stacks)).toEqual([7]);
    expect(retentions(synthesize(lambdas, { stage: "production", mailFrom: "a@b.cn" }))).toEqual([180]);
  });

  test("are as a stage wants them: level and retention", () => {
    const stacks = synthesize(lambdas, { logLevel: "WARN", logRetentionDays: "30" });
    for (const { Environment, LoggingConfig } of functionsOf(stacks)) {
      expect(Environment.Variables.POWERTOOLS_LOG_LEVEL).toBe("WARN");
      expect(LoggingConfig.ApplicationLogLevel).toBe("WARN");
    }
    // The API's own log as well.
    expect(stacks.of("AWS::Logs::LogGroup").length).toBe(lambdas.length + 1);
    expect(retentions(stacks)).toEqual([30]);
  });

  test("of a sample of runs say everything: Lambda lets through what the logger decides", () => {
    const stacks = synthesize(lambdas, { logLevel: "WARN", logSampling: "0.05" });
    for (const { Environment, LoggingConfig } of functionsOf(stacks)) {
      expect(Environment.Variables).toMatchObject({
        POWERTOOLS_LOG_LEVEL: "WARN",
        POWERTOOLS_LOGGER_SAMPLE_RATE: "0.05",
      });
      expect(LoggingConfig.ApplicationLogLevel).toBe("DEBUG");
    }
  });
});

test.each([
  [{ logLevel: "verbose" }, /^logLevel "verbose" must be one of DEBUG, INFO, WARN, ERROR$/],
  [{ logLevel: "info" }, /^logLevel "info" must be/],
  [{ logSampling: "5" }, /^logSampling "5" must be a share of all runs, from 0 to 1$/],
  [{ logSampling: "-0.1" }, /^logSampling "-0\.1" must be a share/],
  [{ logSampling: "half" }, /^logSampling "half" must be a share/],
  [{ logRetentionDays: "8" }, /^logRetentionDays "8" must be one of 1, 3, 5, 7, 14, 30, /],
  [{ logRetentionDays: "9999" }, /^logRetentionDays "9999" must be one of/],
  [{ runbooksUrl: "wiki" }, /^runbooksUrl "wiki" must be an address that begins with https:\/\/$/],
])("a deployment told %o is refused in a sentence", (context, sentence) => {
  expect(() => synthesize([], context)).toThrow(sentence);
});
