import { type App, CfnOutput, Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpUserPoolAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { apiRoutes } from "../constructs/api-routes.ts";
import type { Surroundings } from "../constructs/grants.ts";
import { type CodeOf, HouseFunction } from "../constructs/house-function.ts";
import type { Triggered } from "../constructs/triggered.ts";
import { nameOf, type Stage } from "../stage.ts";
import { ACCESS_LOG } from "./access-log.ts";
import type { Logins } from "./identity.ts";

interface ApiProps {
  readonly functions: readonly Triggered<"http">[];
  readonly code: CodeOf;
  readonly around: Omit<Surroundings, "publicUrl">;
}

/** The HTTPS API: a Lambda an area, logins checked at the door. */
export class ApiStack extends Stack {
  readonly apiId: string;
  readonly publicUrl: string;

  constructor(app: App, stage: Stage, { functions, code, around }: ApiProps) {
    super(app, nameOf(stage, "api"), {
      description: "Guanxi: the HTTPS API",
      terminationProtection: stage.production,
    });
    const api = new HttpApi(this, "Api", {
      apiName: nameOf(stage, "api"),
      createDefaultStage: false,
      ...(stage.origins.length === 0 ? {} : { corsPreflight: corsFor(stage.origins) }),
    });
    this.apiId = api.apiId;
    this.publicUrl = stage.publicUrl ?? api.apiEndpoint;
    new HttpStage(this, "Stage", {
      httpApi: api,
      stageName: "$default",
      autoDeploy: true,
      // Metrics of each route would be billed as custom ones: a third of a small company's bill, and areas tell their own.
      detailedMetricsEnabled: false,
      throttle: { rateLimit: 200, burstLimit: 400 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLogs(stage)),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    const authorizer = authorizerFor(around.logins);
    for (const declaration of functions) {
      const { lambda } = new HouseFunction(this, {
        stage,
        declaration,
        code,
        around: { ...around, publicUrl: this.publicUrl },
      });
      // One permission for the whole API: a permission a route would fill the Lambda's policy.
      const integration = new HttpLambdaIntegration(declaration.name, lambda, {
        scopePermissionToRoute: false,
      });
      for (const route of apiRoutes(declaration.trigger.routes)) {
        const added = new HttpRoute(this, `${route.method} ${route.path}`, {
          httpApi: api,
          routeKey: HttpRouteKey.with(route.path, HttpMethod[route.method as HttpMethod]),
          integration,
          authorizer: route.public ? new HttpNoneAuthorizer() : authorizer,
        });
        if (route.public) {
          Validations.of(added).acknowledge({
            id: "AwsSolutions-APIG4",
            reason:
              "Declared public: customers rate and unsubscribe, and everybody reads the documentation, without a login.",
          });
        }
      }
    }
    new CfnOutput(this, "Url", { value: this.publicUrl });
    new CfnOutput(this, "ApiAddress", { value: api.apiEndpoint });
  }

  private accessLogs(stage: Stage): LogGroup {
    return new LogGroup(this, "AccessLogs", {
      logGroupName: `/aws/apigateway/${nameOf(stage, "api")}`,
      retention: stage.logRetentionDays,
      removalPolicy: stage.production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}

function authorizerFor({ pool, client }: Logins): HttpUserPoolAuthorizer {
  return new HttpUserPoolAuthorizer("Logins", pool, { userPoolClients: [client] });
}

function corsFor(origins: readonly string[]) {
  return {
    allowOrigins: [...origins],
    allowMethods: [CorsHttpMethod.ANY],
    allowHeaders: [
      "authorization",
      "content-type",
      "if-match",
      "if-none-match",
      "idempotency-key",
      "x-correlation-id",
    ],
    exposeHeaders: ["etag", "location", "retry-after", "x-correlation-id"],
    maxAge: Duration.hours(1),
  };
}
