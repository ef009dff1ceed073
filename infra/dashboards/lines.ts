import type { Duration } from "aws-cdk-lib";
import { MathExpression, type Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { Lambda } from "../../functions/lambda.ts";
import type { Metric as Declared } from "../../lib/metrics/metric.ts";
import { namespaceOf, ofProduct } from "../constructs/metrics.ts";
import type { Stage } from "../stage.ts";
import type { Line } from "./board.ts";

/** What a dashboard is made of. */
export interface Sight {
  readonly stage: Stage;
  readonly functions: readonly Lambda[];
  readonly apiId: string;
}

/** A name as people read it: `MailsSent` is "Mails sent". */
export function wordsOf({ name }: Declared): string {
  return name.replace(/(?<!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** One of AWS' own metrics under a name of ours. */
export function line(label: string, metric: Metric): Line {
  return { metric: metric.with({ label }) };
}

/** A declared metric without dimensions. */
export function told(stage: Stage, metric: Declared, changes: Parameters<Metric["with"]>[0] = {}): Line {
  return { metric: ofProduct(stage, metric).with({ label: wordsOf(metric), ...changes }), of: [metric] };
}

/** A figure that is computed of declared metrics, e.g. `won / 100`. */
export function computed(
  stage: Stage,
  label: string,
  expression: string,
  metrics: Readonly<Record<string, Declared>>,
  period: Duration,
): Line {
  const usingMetrics = Object.fromEntries(
    Object.entries(metrics).map(([id, metric]) => [id, ofProduct(stage, metric).with({ period })]),
  );
  return {
    metric: new MathExpression({ label, expression, usingMetrics, period }),
    of: Object.values(metrics),
  };
}

/** A declared metric by a dimension whose values are the company's own, as CloudWatch finds them. */
export function found(stage: Stage, { name, by, ...metric }: Declared, period: Duration): Line {
  const search = `'{${namespaceOf(stage)},${by}} MetricName="${name}"', 'Maximum', ${period.toSeconds()}`;
  const label = `\${PROP('Dim.${by}')}`;
  return {
    metric: new MathExpression({ label, expression: `SEARCH(${search})`, period }),
    of: [{ name, ...metric }],
  };
}
