import { logger } from "../../../lib/log/logger.ts";

/**
 * Listens to what functions log as they do in production: at the level INFO, their metrics included; nothing of it is
 * shown.
 * @returns what ends it
 */
export function listenToLogs(heard: (line: string) => void): () => void {
  const level = logger.getLevelName();
  const disabled = process.env.POWERTOOLS_METRICS_DISABLED;
  const { write } = process.stdout;
  logger.setLogLevel("INFO");
  process.env.POWERTOOLS_METRICS_DISABLED = "false";
  process.stdout.write = (text: string | Uint8Array) => {
    for (const line of String(text).split("\n")) if (line !== "") heard(line);
    return true;
  };
  return () => {
    process.stdout.write = write;
    logger.setLogLevel(level);
    process.env.POWERTOOLS_METRICS_DISABLED = disabled;
  };
}
