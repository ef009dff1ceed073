import type { App } from "aws-cdk-lib";
import { RetentionDays } from "aws-cdk-lib/aws-logs";

/** One deployment of the product: what `cdk deploy -c key=value` may say. */
export interface Stage {
  /** `dev` unless told; part of every name, so that stages share an account without meeting. */
  readonly name: string;
  /** The stage `production` keeps its data when a stack is deleted. */
  readonly production: boolean;
  /** The company's time zone, for cron schedules. */
  readonly zone: string;
  /** The address mails come from; its domain is verified with SES. */
  readonly mailFrom: string;
  /** The product's own domain in front of the API, without a trailing slash; the API's address unless told. */
  readonly publicUrl?: string;
  /** Origins whose pages may call the API from a browser; none unless told. */
  readonly origins: readonly string[];
  /** Where alarms go, besides the topic. */
  readonly alarmEmail?: string;
  /** Where the team reads `infra/runbooks`, without a trailing slash: alarms link there. CloudWatch's own copy unless told. */
  readonly runbooksUrl?: string;
  /** The least of what functions log; `INFO` unless told. */
  readonly logLevel: LogLevel;
  /** The share of runs that log everything, 0 to 1; none unless told. What X-Ray samples are AWS's own rules. */
  readonly logSampling: number;
  /** How long logs are kept; half a year in production and a week elsewhere unless told. */
  readonly logRetentionDays: RetentionDays;
}

export const LOG_LEVELS = ["DEBUG", "INFO", "WARN", "ERROR"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The periods that CloudWatch knows, in days; not for ever, since logs that nobody deletes only cost. */
const RETENTIONS = Object.values(RetentionDays).filter(
  (days): days is RetentionDays => typeof days === "number" && days !== RetentionDays.INFINITE,
);

const APP = "guanxi";

/** The name a thing has in its account, e.g. `guanxi-dev-api-customers`. */
export function nameOf(stage: Stage, short: string): string {
  return `${APP}-${stage.name}-${short}`;
}

/**
 * Reads a stage from the command's context.
 * @throws Error with one sentence when a value cannot be right
 */
export function stageFrom(app: App): Stage {
  const context = (key: string): string | undefined => {
    const value: unknown = app.node.tryGetContext(key);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const name = context("stage") ?? "dev";
  if (!/^[a-z][a-z0-9-]{0,15}$/.test(name)) {
    throw new Error(`stage "${name}" must be at most 16 lower-case letters, digits and hyphens`);
  }
  const zone = context("zone") ?? "Asia/Shanghai";
  if (!Intl.supportedValuesOf("timeZone").includes(zone) && zone !== "UTC") {
    throw new Error(`zone "${zone}" is not a time zone of the IANA database`);
  }
  const mailFrom = context("mailFrom") ?? "guanxi@example.com";
  if (!/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(mailFrom)) {
    throw new Error(`mailFrom "${mailFrom}" must be a plain address such as crm@company.com`);
  }
  const production = name === "production";
  if (production && context("mailFrom") === undefined) {
    throw new Error("production needs an address to send from: -c mailFrom=crm@company.com");
  }
  const publicUrl = context("publicUrl");
  const alarmEmail = context("alarmEmail");
  const runbooksUrl = context("runbooksUrl");
  if (runbooksUrl !== undefined && !/^https:\/\/[^\s()]+$/.test(runbooksUrl)) {
    throw new Error(`runbooksUrl "${runbooksUrl}" must be an address that begins with https://`);
  }
  return {
    name,
    production,
    zone,
    mailFrom,
    origins: context("origins")?.split(",") ?? [],
    ...(publicUrl === undefined ? {} : { publicUrl: publicUrl.replace(/\/$/, "") }),
    ...(alarmEmail === undefined ? {} : { alarmEmail }),
    ...(runbooksUrl === undefined ? {} : { runbooksUrl: runbooksUrl.replace(/\/$/, "") }),
    ...logsFrom(context, production),
  };
}

/** What a stage says of its logs. */
function logsFrom(
  context: (key: string) => string | undefined,
  production: boolean,
): Pick<Stage, "logLevel" | "logSampling" | "logRetentionDays"> {
  const wanted = context("logLevel") ?? "INFO";
  const logLevel = LOG_LEVELS.find((level) => level === wanted);
  if (logLevel === undefined) {
    throw new Error(`logLevel "${wanted}" must be one of ${LOG_LEVELS.join(", ")}`);
  }
  const share = context("logSampling") ?? "0";
  const logSampling = Number(share);
  if (!(logSampling >= 0 && logSampling <= 1)) {
    throw new Error(`logSampling "${share}" must be a share of all runs, from 0 to 1`);
  }
  const days = context("logRetentionDays");
  const logRetentionDays =
    days === undefined
      ? RetentionDays[production ? "SIX_MONTHS" : "ONE_WEEK"]
      : RETENTIONS.find((one) => String(one) === days);
  if (logRetentionDays === undefined) {
    throw new Error(`logRetentionDays "${days}" must be one of ${RETENTIONS.join(", ")}`);
  }
  return { logLevel, logSampling, logRetentionDays };
}
