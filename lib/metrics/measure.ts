import { type Invocation, invocation, type Measured } from "../log/invocation.ts";
import { now } from "../time/clock.ts";
import type { Metric } from "./metric.ts";

/**
 * Notes a value of a metric; it is told at the end of the function's run. Outside of functions nobody listens.
 * @param of the value of the metric's own dimension, e.g. the tier
 */
export function measure(metric: Metric, value: number, of?: string): void {
  invocation()?.measured.push({ metric, value, of });
}

/**
 * Tells CloudWatch what a run measured, by lines in the log that it makes metrics of (its embedded metric format): one
 * for each set of dimensions, and none when there is nothing to tell. This is a tenth of the size of Powertools'
 * metrics, which every function would load.
 */
export function tell({ functionName, correlationId, measured }: Invocation): void {
  const namespace = process.env.POWERTOOLS_METRICS_NAMESPACE;
  if (measured.length === 0 || namespace === undefined || process.env.POWERTOOLS_METRICS_DISABLED === "true")
    return;
  for (const same of Map.groupBy(measured, ({ metric, of }) => `${metric.by}=${of}`).values()) {
    const [{ metric: { by } = {}, of = undefined } = {}] = same;
    const line = {
      _aws: {
        Timestamp: now().getTime(),
        CloudWatchMetrics: [
          {
            Namespace: namespace,
            Dimensions: [by === undefined ? [] : [by]],
            Metrics: definitions(same),
          },
        ],
      },
      functionName,
      correlationId,
      ...(by !== undefined && { [by]: by === "FunctionName" ? functionName : of }),
      ...valuesOf(same),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

function definitions(measured: readonly Measured[]) {
  const metrics = new Map(measured.map(({ metric }) => [metric.name, metric]));
  return [...metrics.values()].map(({ name, unit }) => ({ Name: name, Unit: unit }));
}

/** What happened is added up; what lasted is told one by one. */
function valuesOf(measured: readonly Measured[]): Record<string, number | number[]> {
  const values: Record<string, number | number[]> = {};
  for (const [name, same] of Map.groupBy(measured, ({ metric }) => metric.name)) {
    const all = same.map(({ value }) => value);
    const isSum = same[0]?.metric.kind === "happened";
    values[name] = isSum ? all.reduce((sum, value) => sum + value, 0) : all.slice(0, MOST_VALUES);
  }
  return values;
}

/** CloudWatch takes no more values of a metric in a line. */
const MOST_VALUES = 100;
