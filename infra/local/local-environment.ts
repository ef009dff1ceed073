import { VARIABLES } from "../../lib/environment.ts";
import { beginAnew } from "../../lib/process.ts";

interface Addresses {
  readonly database: { readonly port: number; readonly accessKey: string };
  readonly services: string;
  readonly mailbox: string;
  readonly publicUrl: string;
}

export const TABLE_NAME = "guanxi";

/** Whatever a developer's own AWS settings say must not reach the local cloud, nor the other way round. */
const FOREIGN = [
  "AWS_PROFILE",
  "AWS_SESSION_TOKEN",
  "AWS_ENDPOINT_URL",
  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
  "AWS_USE_FIPS_ENDPOINT",
  "AWS_USE_DUALSTACK_ENDPOINT",
];

/** Sets what the functions read from the environment; whatever ran in this process before, they know nothing of it. */
export function setEnvironment({ database, services, mailbox, publicUrl }: Addresses): void {
  const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:000000000000:${rest}`;
  const values: Record<keyof typeof VARIABLES, string> = {
    table: TABLE_NAME,
    bus: "guanxi",
    scheduleGroup: "guanxi",
    scheduleRole: "arn:aws:iam::000000000000:role/local-scheduler",
    scheduleTargetPrefix: arn("lambda", "function:guanxi-"),
    scheduleDeadLetters: arn("sqs", "guanxi-schedule-dead-letters"),
    mailFrom: "guanxi@localhost.localdomain",
    userPool: "local_guanxi",
    publicUrl,
  };
  for (const name of FOREIGN) delete process.env[name];
  for (const [name, value] of Object.entries(values)) {
    const variable: string | undefined = new Map(Object.entries(VARIABLES)).get(name);
    if (variable !== undefined) process.env[variable] = value;
  }
  Object.assign(process.env, {
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: database.accessKey,
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${database.port}`,
    AWS_ENDPOINT_URL_EVENTBRIDGE: services,
    AWS_ENDPOINT_URL_SCHEDULER: services,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: services,
    AWS_ENDPOINT_URL_SES: mailbox,
    POWERTOOLS_SERVICE_NAME: "guanxi",
    POWERTOOLS_METRICS_NAMESPACE: "guanxi",
    POWERTOOLS_METRICS_DISABLED: "true",
    POWERTOOLS_TRACE_ENABLED: "false",
    POWERTOOLS_LOG_LEVEL: process.env.POWERTOOLS_LOG_LEVEL ?? "ERROR",
  });
  beginAnew();
}
