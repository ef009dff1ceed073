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

/** More lines than these nobody tells apart. */
const MOST_LINES = 10;

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

/** A declared metric by the functions that tell it: those with the most of it. */
export function toldBy({ stage, functions }: Sight, metric: Declared): Line {
  const tellers = functions.filter(({ name }) =>
    metric.from.some((one) => one === "*" || name.startsWith(one)),
  );
  const metrics = tellers.map(({ name }) => ofProduct(stage, metric, name).with({ label: labelOf(name) }));
  return { ...highest(metrics, "SUM"), of: [metric] };
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

/** Those of many lines of one metric that have the most of it. */
export function highest(metrics: readonly Metric[], by: "SUM" | "MAX"): Line {
  const [{ metricName = "", statistic = "" } = {}] = metrics;
  const id = `${metricName}${statistic}`.toLowerCase();
  return {
    metric: new MathExpression({
      expression: `SORT(METRICS("${id}"), ${by}, DESC, ${MOST_LINES})`,
      usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`${id}${index}`, metric])),
      label: "",
    }),
  };
}

/** A function as a dashboard calls it: areas of the API by their names alone. */
export function labelOf(name: string): string {
  return name.replace(/^api-/, "");
}
