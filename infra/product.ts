import type { App } from "aws-cdk-lib";
import type { Lambda } from "../functions/lambda.ts";
import type { CodeOf } from "./constructs/house-function.ts";
import { triggeredBy } from "./constructs/triggered.ts";
import { ApiStack } from "./stacks/api.ts";
import { BusStack } from "./stacks/bus.ts";
import { DashboardsStack } from "./stacks/dashboards.ts";
import { DataStack } from "./stacks/data.ts";
import { IdentityStack } from "./stacks/identity.ts";
import { MailStack } from "./stacks/mail.ts";
import { ObservabilityStack } from "./stacks/observability.ts";
import { SchedulesStack } from "./stacks/schedules.ts";
import { StreamsStack } from "./stacks/streams.ts";
import type { Stage } from "./stage.ts";

/**
 * Every stack of one stage, in the order in which they stand on each other: requests write to the table,
 * the stream publishes to the bus, reactions make schedules. No stack refers to one that comes later.
 */
export function buildProduct(app: App, stage: Stage, functions: readonly Lambda[], code: CodeOf): void {
  const { table } = new DataStack(app, stage);
  const logins = new IdentityStack(app, stage);
  const mail = new MailStack(app, stage);
  const api = new ApiStack(app, stage, {
    functions: triggeredBy(functions, "http"),
    code,
    around: { table, logins, mail },
  });
  const around = { table, logins, mail, publicUrl: api.publicUrl };
  const { oneTime: schedules } = new SchedulesStack(app, stage, {
    oneTime: triggeredBy(functions, "schedule"),
    recurring: triggeredBy(functions, "cron"),
    code,
    around,
  });
  const { bus } = new BusStack(app, stage, {
    functions: triggeredBy(functions, "bus"),
    ofAws: triggeredBy(functions, "aws"),
    code,
    around: { ...around, schedules },
  });
  new StreamsStack(app, stage, {
    functions: triggeredBy(functions, "stream"),
    code,
    around: { ...around, schedules, bus },
  });
  new ObservabilityStack(app, stage, { functions, apiId: api.apiId });
  new DashboardsStack(app, stage, { functions, apiId: api.apiId });
}
