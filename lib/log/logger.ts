import { Logger } from "@aws-lambda-powertools/logger";

/** Structured log of this function. Lines carry ids, codes, counts and durations, never personal data. */
export const logger = new Logger({ serviceName: "guanxi" });
