import { describe, expect, test } from "vitest";
import type { Lambda } from "../../functions/lambda.ts";
import { lambdas as product } from "../../functions/manifest.ts";
import { CALLS, OWN_CALLS } from "../../infra/alarms/calls.ts";
import { watchesOf } from "../../infra/alarms/of-functions.ts";
import { sharedWatches } from "../../infra/alarms/of-services.ts";
import { OWN_WATCHES } from "../../infra/alarms/own.ts";
import { QUERIES } from "../../infra/queries/declared.ts";
import { RUNBOOKS } from "../../infra/runbooks/runbook.ts";
import type { Stage } from "../../infra/stage.ts";
import { METRICS } from "../../lib/metrics/declared.ts";
import { TABLE } from "../../lib/table/definition.ts";
import { lambdas as fixture } from "./fixture/manifest.ts";
import { type Resource, type Synthesized, synthesize } from "./synthesize.ts";

const stage: Stage = {
  name: "dev",
  production: false,
  zone: "UTC",
  mailFrom: "guanxi@example.com",
  origins: [],
  logLevel: "INFO",
  logSampling: 0,
  logRetentionDays: 7,
};
const watchesIn = (functions: readonly Lambda[]) => [
  ...functions.flatMap((declaration) => watchesOf(stage, declaration)),
  ...sharedWatches(stage, "api"),
];

const named = (all: readonly Resource[]) =>
  new Map(all.map((one): [string, Resource] => [one.Properties.AlarmName.replace("guanxi-dev-", ""), one]));

/** A text as it stands in a template, the region filled in. */
const textOf = (value: unknown): string =>
  typeof value === "string"
    ? value
    : (value as { "Fn::Join": [string, unknown[]] })["Fn::Join"][1]
        .map((part) => (typeof part === "string" ? part : "eu-central-1"))
        .join("");

/** The alarms that a composite is made of, by their names. */
const partsOf = ({ Properties }: Resource): string[] =>
  [...Properties.AlarmRule.matchAll(/ALARM\("guanxi-dev-([^"]+)"\)/g)].map(([, name]) => name);

/** The metrics of an alarm: its own, or those that it computes with. */
const metricsOf = ({ Properties }: Resource): Resource["Properties"][] =>
  Properties.Metrics?.flatMap(({ MetricStat }: Resource["Properties"]) =>
    MetricStat === undefined ? [] : [MetricStat.Metric],
  ) ?? [Properties];

describe.each([
  ["the fixture", fixture],
  ["the product", product],
])("the alarms of %s", (_, functions) => {
  const stacks: Synthesized = synthesize(functions);
  const alarms = named(stacks.of("AWS::CloudWatch::Alarm"));
  const composites = named(stacks.of("AWS::CloudWatch::CompositeAlarm"));
  const calls = Object.keys(CALLS).flatMap((call) => composites.get(call) ?? []);
  const partsIn = (name: string) =>
    [...composites].flatMap(([other, one]) => (other === name ? partsOf(one) : []));
  const watches = watchesIn(functions);

  test("are those that are declared, each once", () => {
    expect([...alarms.keys()].toSorted()).toEqual(watches.map(({ name }) => name).toSorted());
    expect(alarms.size).toBe(stacks.of("AWS::CloudWatch::Alarm").length);
  });

  test.each(watches.map((watch) => [watch.name, watch] as const))(
    "%s says who suffers, what to look at and what to do, and rings as declared",
    (name, { impact, look, runbook, rings }) => {
      const { Properties } = alarms.get(name)!;
      const text = textOf(Properties.AlarmDescription);
      expect(text).toContain(impact);
      expect(text).toContain(`Look: ${look}`);
      expect(text).toContain(
        `[${runbook}](https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#dashboards/dashboard/guanxi-dev-runbooks)`,
      );
      // CloudWatch keeps no more.
      expect(text.length).toBeLessThan(1_024);
      expect(Properties).toMatchObject({
        Threshold: rings.at,
        DatapointsToAlarm: rings.in[0],
        EvaluationPeriods: rings.in[1],
        TreatMissingData: rings.silence.means,
        ComparisonOperator: rings.below ? "LessThanThreshold" : "GreaterThanOrEqualToThreshold",
      });
      expect(`${rings.because} ${rings.silence.because}`.length).toBeGreaterThan(40);
    },
  );

  test.each(watches.map(({ name, call }) => [name, call] as const))(
    "%s calls nobody by itself, and is a reason for the call %s and no other",
    (name, call) => {
      expect(alarms.get(name)!.Properties.AlarmActions).toBeUndefined();
      const calling = calls.filter((one) => partsOf(one).includes(name));
      expect(calling).toEqual([composites.get(call)]);
    },
  );

  test.each(functions.map((declaration) => [declaration.name, declaration] as const))(
    "%s has an alarm with its own words when it fails, and one for what it gave up",
    (name, { errorImpact, trigger }) => {
      expect(textOf(alarms.get(`${name}-errors`)!.Properties.AlarmDescription)).toContain(errorImpact);
      expect(alarms.has(`${name}-dead-letters`)).toBe(trigger.kind !== "http");
      expect(alarms.has(`${name}-lag`)).toBe(trigger.kind === "stream");
    },
  );

  test("look at nothing but resources that there are, and metrics that are told", () => {
    const names = (type: string, key: string) => stacks.of(type).map(({ Properties }) => Properties[key]);
    const [api] = stacks.of("AWS::ApiGatewayV2::Api");
    const known: Record<string, unknown[]> = {
      FunctionName: names("AWS::Lambda::Function", "FunctionName"),
      QueueName: names("AWS::SQS::Queue", "QueueName"),
      TableName: names("AWS::DynamoDB::Table", "TableName"),
      ScheduleGroup: names("AWS::Scheduler::ScheduleGroup", "Name"),
      GlobalSecondaryIndexName: Object.keys(TABLE.indexes),
    };
    const declared = METRICS.map(({ name }) => name);
    const foreign: unknown[] = [];
    for (const alarm of alarms.values()) {
      for (const { Namespace, MetricName, Dimensions = [] } of metricsOf(alarm)) {
        const ours = Namespace === "guanxi-dev-product";
        if (ours ? !declared.includes(MetricName) : !AWS_METRICS[Namespace]?.includes(MetricName))
          foreign.push([Namespace, MetricName]);
        for (const { Name, Value } of Dimensions) {
          const isApi = Name === "ApiId" && JSON.stringify(Value).includes(api!.id);
          if (!isApi && !known[Name]?.includes(Value)) foreign.push([MetricName, Name, Value]);
        }
      }
    }
    expect(foreign).toEqual([]);
  });

  test("fit into what CloudWatch takes of a composite, also under a long name of the stage", () => {
    for (const [, composite] of composites) {
      const parts = partsOf(composite);
      expect(parts.length).toBeGreaterThan(0);
      expect(parts.length).toBeLessThanOrEqual(100);
      const longer = parts.length * (16 - stage.name.length);
      expect(composite.Properties.AlarmRule.length + longer).toBeLessThan(10_240);
      expect(parts.filter((part) => !alarms.has(part))).toEqual([]);
      // By names alone CloudFormation would not know what it needs first.
      expect(Object(composite).DependsOn).toHaveLength(parts.length);
    }
  });

  test("call the topic when they begin and when they end", () => {
    expect(calls.length).toBeGreaterThan(3);
    const [topic] = stacks.of("AWS::SNS::Topic");
    for (const { Properties } of calls) {
      expect(Properties.AlarmActions).toEqual([{ Ref: topic!.id }]);
      expect(Properties.OKActions).toEqual([{ Ref: topic!.id }]);
    }
  });

  test("are one call for one cause: what it brings about keeps silent", () => {
    for (const [call, { silentDuring }] of Object.entries(CALLS)) {
      const composite = composites.get(call);
      if (composite === undefined) continue;
      const cause = silentDuring && composites.get(silentDuring);
      expect(composite.Properties.ActionsSuppressor?.["Fn::GetAtt"][0]).toBe(cause?.id);
    }
    for (const cause of ["table-throttled", "nothing-follows"]) {
      const { Properties } = composites.get(cause)!;
      expect([Properties.AlarmActions, Properties.OKActions]).toEqual([undefined, undefined]);
      // Each part of a cause is called for by a call that it does not silence.
      for (const part of partsOf(composites.get(cause)!)) {
        const [call] = Object.entries(CALLS).filter(([name]) => partsIn(name).includes(part));
        expect(call?.[1].silentDuring).not.toBe(cause);
      }
    }
  });
});

/** The metrics of AWS that alarms use, as its documentation names them. */
const AWS_METRICS: Record<string, readonly string[]> = {
  "AWS/Lambda": ["Errors", "Duration", "IteratorAge", "Throttles", "Invocations"],
  "AWS/ApiGateway": ["5xx", "Latency"],
  "AWS/SQS": ["ApproximateNumberOfMessagesVisible"],
  "AWS/DynamoDB": ["ReadThrottleEvents", "WriteThrottleEvents"],
  "AWS/Scheduler": ["InvocationDroppedCount"],
  "AWS/SES": ["Reputation.BounceRate", "Reputation.ComplaintRate"],
};

test("functions that are named for their call or their own watches are functions of the product", () => {
  const names = product.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([...Object.keys(OWN_CALLS), ...Object.keys(OWN_WATCHES)]));
});

test("a failure that is tried again rings for none by itself", () => {
  for (const { name, trigger } of product) {
    const [errors] = watchesOf(stage, product.find((one) => one.name === name)!);
    const [some] = errors!.rings.in;
    const perRun = errors!.rings.at * some;
    expect([trigger.kind, perRun > 1]).toEqual([trigger.kind, true]);
  }
});

test("runbooks and queries that alarms name are there", () => {
  for (const { runbook, look } of watchesIn(product)) {
    expect(RUNBOOKS).toContain(runbook);
    const [, query] = /saved query ([\w-]+)/.exec(look) ?? [];
    if (query !== undefined) expect(QUERIES.map(({ name }) => name)).toContain(query);
  }
});

test("alarms lead to where a team keeps its runbooks, when it says where", () => {
  const stacks = synthesize(fixture, { runbooksUrl: "https://wiki.company.cn/guanxi/" });
  for (const { Properties } of stacks.of("AWS::CloudWatch::Alarm"))
    expect(Properties.AlarmDescription).toMatch(/\(https:\/\/wiki\.company\.cn\/guanxi\/[\w-]+\.md\)$/);
});
