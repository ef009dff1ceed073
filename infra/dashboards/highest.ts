import { MathExpression, type Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { Metric as Declared } from "../../lib/metrics/metric.ts";
import { ofFunction, ofProduct } from "../constructs/metrics.ts";
import { labelOf } from "./aws.ts";
import type { Line } from "./board.ts";
import type { Sight } from "./lines.ts";

/** More lines than these nobody tells apart. */
const MOST_LINES = 10;
const MOST_OF_TIMEOUT = 3;

/** A declared metric by the functions that tell it: those with the most of it. */
export function toldBy({ stage, functions }: Sight, metric: Declared): Line {
  const tellers = functions.filter(({ name }) =>
    metric.from.some((one) => one === "*" || name.startsWith(one)),
  );
  const metrics = tellers.map(({ name }) => ofProduct(stage, metric, name).with({ label: labelOf(name) }));
  return { ...highest(metrics, "SUM"), of: [metric] };
}

/**
 * Those of many lines of one metric that have the most of it.
 * @param options.label before the name of each
 * @param options.per what makes one on the axis, e.g. 86400 s a day
 */
export function highest(
  metrics: readonly Metric[],
  by: "SUM" | "MAX",
  { label = "", per }: { readonly label?: string; readonly per?: number } = {},
): Line {
  const [{ metricName = "", statistic = "" } = {}] = metrics;
  const id = `${metricName}${statistic}`.toLowerCase();
  const all = `METRICS("${id}")${per === undefined ? "" : ` / ${per}`}`;
  return {
    metric: new MathExpression({
      expression: `SORT(${all}, ${by}, DESC, ${MOST_LINES})`,
      usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`${id}${index}`, metric])),
      label,
    }),
  };
}

/** The longest run of each function as a share of the time that it has, in per cent; the longest of each timeout. */
export function shareOfTimeout({ stage, functions }: Sight): Line[] {
  const byTimeout = [...Map.groupBy(functions, ({ timeout }) => timeout)].toSorted(([a], [b]) => a - b);
  return byTimeout.map(([timeout, those]) => {
    const id = `t${timeout}s`;
    const durations = those.map(
      ({ name }, index) =>
        [
          `${id}${index}`,
          ofFunction(stage, name, "Duration", Stats.MAXIMUM).with({ label: labelOf(name) }),
        ] as const,
    );
    return {
      metric: new MathExpression({
        expression: `SORT(METRICS("${id}") / ${timeout * 10}, MAX, DESC, ${MOST_OF_TIMEOUT})`,
        usingMetrics: Object.fromEntries(durations),
        label: "",
      }),
    };
  });
}
