import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  ApplicationLogLevel,
  Architecture,
  type Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Lambda } from "../../functions/lambda.ts";
import { VARIABLES } from "../../lib/environment.ts";
import { nameOf, type Stage } from "../stage.ts";
import { DeadLetters } from "./dead-letters.ts";
import { GRANTS, type Surroundings } from "./grants.ts";
import { namespaceOf } from "./metrics.ts";

const LONGEST_DESCRIPTION = 256;

/** Where a function's bundle is found. */
export type CodeOf = (declaration: Lambda) => Code;

export interface HouseFunctionProps {
  readonly stage: Stage;
  readonly declaration: Lambda;
  readonly code: CodeOf;
  readonly around: Surroundings;
}

/**
 * A function as its declaration says, with what every function of this house has:
 * its own role and log group, tracing, JSON logs, and a dead-letter queue unless a caller waits for its answer.
 */
export class HouseFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly deadLetters: DeadLetters | undefined;

  constructor(scope: Construct, { stage, declaration, code, around }: HouseFunctionProps) {
    super(scope, declaration.name);
    const functionName = nameOf(stage, declaration.name);
    const logGroup = new LogGroup(this, "Logs", {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: stage.logRetentionDays,
      removalPolicy: stage.production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    logGroup.grantWrite(role);
    const { environment, statements, wildcards } = granted(declaration, around);
    for (const statement of statements) role.addToPolicy(statement);

    this.deadLetters =
      declaration.trigger.kind === "http"
        ? undefined
        : new DeadLetters(this, "DeadLetters", stage, declaration.name);
    this.lambda = new LambdaFunction(this, "Function", {
      functionName,
      description: `When it fails: ${declaration.errorImpact}`.slice(0, LONGEST_DESCRIPTION),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: "index.handler",
      code: code(declaration),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      // Lambda's own filter stands behind the logger's level: it must let through what the sample says.
      applicationLogLevelV2: ApplicationLogLevel[stage.logSampling > 0 ? "DEBUG" : stage.logLevel],
      tracing: Tracing.ACTIVE,
      memorySize: declaration.memory,
      timeout: Duration.seconds(declaration.timeout),
      environment: {
        POWERTOOLS_SERVICE_NAME: declaration.name,
        POWERTOOLS_METRICS_NAMESPACE: namespaceOf(stage),
        POWERTOOLS_LOG_LEVEL: stage.logLevel,
        ...(stage.logSampling > 0 && { POWERTOOLS_LOGGER_SAMPLE_RATE: String(stage.logSampling) }),
        [VARIABLES.publicUrl]: around.publicUrl,
        ...environment,
      },
    });
    if (this.deadLetters !== undefined && declaration.trigger.kind !== "stream") {
      this.lambda.configureAsyncInvoke({
        retryAttempts: 2,
        maxEventAge: Duration.hours(6),
        onFailure: new SqsDestination(this.deadLetters),
      });
    }
    Validations.of(role).acknowledge(
      {
        id: "AwsSolutions-IAM5[Resource::*]",
        reason: "X-Ray's PutTraceSegments and PutTelemetryRecords know no resource to name.",
      },
      ...wildcards,
    );
  }
}

/** What all grants of a declaration give together. */
function granted(declaration: Lambda, around: Surroundings) {
  const all = declaration.grants.map((grant) => GRANTS[grant](around));
  return {
    environment: Object.fromEntries(
      all.flatMap(({ environment }) =>
        Object.entries(environment).map(([name, value]) => [
          VARIABLES[name as keyof typeof VARIABLES],
          value,
        ]),
      ),
    ),
    statements: all.flatMap(({ statements }) => statements),
    wildcards: all.flatMap(({ wildcards = [] }) => wildcards),
  };
}
