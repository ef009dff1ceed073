import type { Context } from "aws-lambda";
import { measure, tell } from "../metrics/measure.ts";
import { COLD_START } from "../metrics/service.ts";
import { perProcess } from "../process.ts";
import { asInvocation, type Invocation } from "./invocation.ts";
import { logger } from "./logger.ts";

/**
 * The handler of a function, run by run: log lines, items, events, schedules and mails that come of a run carry the id
 * that `idOf` finds in what it was given, else the run's own. Its metrics are told at its end. What it throws is logged
 * under that id and left to Lambda.
 */
export function invoked<E, A, R extends readonly [Context?]>(
  handle: (event: E, ...rest: R) => A | Promise<A>,
  idOf: (event: E) => string | undefined,
): (event: E, ...rest: R) => Promise<A> {
  // A stopwatch, not a clock: from the begin of the process to here is its cold start.
  const coldStart = Math.round(performance.now());
  const runs = perProcess(() => ({ areWarm: false }));
  return (event, ...rest) => {
    const [{ functionName, awsRequestId } = OUTSIDE] = rest;
    const run: Invocation = { functionName, correlationId: idOf(event) ?? awsRequestId, measured: [] };
    return asInvocation(run, async () => {
      if (process.env.POWERTOOLS_LOGGER_SAMPLE_RATE !== undefined) logger.sample();
      if (!runs().areWarm) measure(COLD_START, coldStart);
      runs().areWarm = true;
      logger.debug("a run began", { functionName, awsRequestId });
      try {
        return await handle(event, ...rest);
      } catch (error) {
        const name = error instanceof Error ? error.name : "UnknownError";
        logger.error("a run failed", { functionName, awsRequestId, name });
        throw error;
      } finally {
        tell(run);
      }
    });
  };
}

/** Who calls a handler without Lambda. */
const OUTSIDE = { functionName: "outside", awsRequestId: "outside" };
