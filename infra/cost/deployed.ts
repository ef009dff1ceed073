import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, CfnResource } from "aws-cdk-lib";
import { CfnStage } from "aws-cdk-lib/aws-apigatewayv2";
import { Code } from "aws-cdk-lib/aws-lambda";
import type { Lambda } from "../../functions/lambda.ts";
import { lambdas } from "../../functions/manifest.ts";
import { membershipTiers } from "../../lib/memberships/tiers.ts";
import { METRICS } from "../../lib/metrics/declared.ts";
import { buildProduct } from "../product.ts";
import { stageFrom } from "../stage.ts";

/** What stands in the account whether or not somebody works. */
export interface Deployed {
  readonly alarms: number;
  readonly composites: number;
  readonly dashboards: number;
  readonly routes: number;
  /** Whether the API tells metrics of each route. */
  readonly routeMetrics: boolean;
  /** Metrics that are told at all hours, and those that are told while somebody works. */
  readonly metrics: { readonly always: number; readonly whileWorking: number };
  /** Megabytes by function. */
  readonly memory: ReadonlyMap<string, number>;
  /** Functions that schedules run. */
  readonly clocked: ReadonlySet<string>;
  /** Functions that touch the table, and those of them that run at all hours. */
  readonly keyUsers: { readonly all: number; readonly always: number };
}

/** Counted in the stacks of production as they are declared; nothing is bundled, nothing is asked of AWS. */
export function deployed(functions: readonly Lambda[] = lambdas): Deployed {
  const outdir = mkdtempSync(join(tmpdir(), "guanxi-counted-"));
  try {
    return countedIn(
      new App({ context: { stage: "production", mailFrom: "crm@example.com" }, outdir }),
      functions,
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function countedIn(app: App, functions: readonly Lambda[]): Deployed {
  buildProduct(app, stageFrom(app), functions, () => Code.fromInline("export const handler = () => {};"));
  const resources = app.node.findAll().filter((construct) => CfnResource.isCfnResource(construct));
  const count = (type: string) => resources.filter(({ cfnResourceType }) => cfnResourceType === type).length;
  const readers = functions.filter(({ grants }) => grants.some((grant) => grant.startsWith("table:")));
  return {
    alarms: count("AWS::CloudWatch::Alarm"),
    composites: count("AWS::CloudWatch::CompositeAlarm"),
    dashboards: count("AWS::CloudWatch::Dashboard"),
    routes: count("AWS::ApiGatewayV2::Route"),
    routeMetrics: resources.some((resource) => resource instanceof CfnStage && isDetailed(resource)),
    metrics: metricsOf(functions),
    memory: new Map(functions.map(({ name, memory }) => [name, memory])),
    clocked: new Set(
      functions
        .filter(({ trigger }) => trigger.kind === "schedule" || trigger.kind === "cron")
        .map(({ name }) => name),
    ),
    keyUsers: {
      all: readers.length,
      always: readers.filter(({ trigger }) => trigger.kind === "cron").length,
    },
  };
}

function isDetailed({ defaultRouteSettings }: CfnStage): boolean {
  return (
    typeof defaultRouteSettings === "object" &&
    "detailedMetricsEnabled" in defaultRouteSettings &&
    defaultRouteSettings.detailedMetricsEnabled === true
  );
}

/** Each value of a metric's dimension is a metric of its own. */
function metricsOf(functions: readonly Lambda[]): Deployed["metrics"] {
  const counts = { always: 0, whileWorking: 0 };
  for (const { by, from, kind } of METRICS) {
    const tellers = functions.filter(({ name }) =>
      from.some((start) => start === "*" || name.startsWith(start)),
    ).length;
    const values = by === "FunctionName" ? tellers : by === "Tier" ? membershipTiers.default.tiers.length : 1;
    counts[kind === "stands" ? "always" : "whileWorking"] += values;
  }
  return counts;
}
