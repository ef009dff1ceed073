import { logger } from "../../lib/log/logger.ts";
import type { Json } from "./client.ts";

/** What the functions write to their logs while this is on. */
export interface Output {
  /** The structured lines, metrics left out. */
  logs(): Json[];
  /** The lines that CloudWatch makes metrics of. */
  metrics(): Json[];
  stop(): void;
}

/** Listens to everything that functions log, at the level DEBUG, and to their metrics. */
export function listenToFunctions(): Output {
  const lines: string[] = [];
  const level = logger.getLevelName();
  const disabled = process.env.POWERTOOLS_METRICS_DISABLED;
  logger.setLogLevel("DEBUG");
  process.env.POWERTOOLS_METRICS_DISABLED = "false";
  const restore = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write;
    stream.write = (text: string | Uint8Array) => {
      lines.push(...String(text).split("\n"));
      return true;
    };
    return () => {
      stream.write = write;
    };
  });
  const parsed = (): Json[] => lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
  return {
    logs: () => parsed().filter(({ _aws }) => _aws === undefined),
    metrics: () => parsed().filter(({ _aws }) => _aws !== undefined),
    stop() {
      for (const undo of restore) undo();
      logger.setLogLevel(level);
      process.env.POWERTOOLS_METRICS_DISABLED = disabled;
    },
  };
}
