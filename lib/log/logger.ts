import { Logger } from "@aws-lambda-powertools/logger";
import { correlationId } from "./invocation.ts";

type Facts = Readonly<Record<string, unknown>>;

// Lambda's own filter, set to let the sample through: Powertools would take it for the level of every run.
delete process.env.AWS_LAMBDA_LOG_LEVEL;

const lines = new Logger({ serviceName: process.env.POWERTOOLS_SERVICE_NAME ?? "guanxi" });

/** Structured log of this function. Lines carry ids, codes, counts and durations, never personal data. */
export const logger = {
  debug: (message: string, facts?: Facts) => lines.debug(message, tracked(facts)),
  info: (message: string, facts?: Facts) => lines.info(message, tracked(facts)),
  warn: (message: string, facts?: Facts) => lines.warn(message, tracked(facts)),
  error: (message: string, facts?: Facts) => lines.error(message, tracked(facts)),
  /** Decides for a run whether it belongs to the sample of those that log everything. */
  sample: () => lines.refreshSampleRateCalculation(),
  getLevelName: () => lines.getLevelName(),
  setLogLevel: (level: Parameters<Logger["setLogLevel"]>[0]) => lines.setLogLevel(level),
};

/** Every line carries the id of what began it all. */
function tracked(facts: Facts = {}): Record<string, unknown> {
  const id = correlationId();
  return id === undefined ? facts : { correlationId: id, ...facts };
}
