import type { App } from "aws-cdk-lib";

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
}

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
  return {
    name,
    production,
    zone,
    mailFrom,
    origins: context("origins")?.split(",") ?? [],
    ...(publicUrl === undefined ? {} : { publicUrl: publicUrl.replace(/\/$/, "") }),
    ...(alarmEmail === undefined ? {} : { alarmEmail }),
  };
}
