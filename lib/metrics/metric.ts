/** What CloudWatch is told of the product, declared once: emitters and dashboards both read it. */
export interface Metric {
  /** As CloudWatch shows it, e.g. `MailsSent`. */
  readonly name: string;
  readonly unit: "Count" | "Milliseconds" | "Seconds" | "None";
  /** What tells its series apart: the function that measures it, or something of its own, e.g. `Tier`. None unless told. */
  readonly by?: "FunctionName" | (string & {});
  /** Short names of the functions that emit it, the prefix of several such as `api-`, or `*` for all. */
  readonly from: readonly string[];
  /** A sum of what happened, or how it stands at the moment. */
  readonly kind: "happened" | "stands" | "lasted";
  /** What it means, and what to do when it looks wrong: the sentence under its widget. */
  readonly meaning: string;
}

/** Declares a metric; bundles hold those alone that their function measures. */
// @__NO_SIDE_EFFECTS__
export function defineMetric<const M extends Metric>(metric: M): M {
  return metric;
}
