import type { IMetric } from "aws-cdk-lib/aws-cloudwatch";
import type { Metric as Declared } from "../../lib/metrics/metric.ts";
import type { Runbook } from "../runbooks/runbook.ts";

/** A line of a graph, or several that one search finds. */
export interface Line {
  readonly metric: IMetric;
  /** The metrics of the product that it shows; their meanings are told under the graph. AWS' own unless told. */
  readonly of?: readonly Declared[];
}

/** A graph and the sentences under it. */
export interface Graph {
  readonly title: string;
  /** What its axis counts, e.g. `requests`. */
  readonly unit: string;
  readonly lines: readonly Line[];
  /** What it means and what to do when it looks wrong, where the meanings of its metrics do not say so. */
  readonly says?: string;
  /** The lines stand on each other: together they are a whole. */
  readonly stacked?: boolean;
  /** It may fall below zero, as what is undone is subtracted. */
  readonly signed?: boolean;
  /** Where it becomes serious. */
  readonly limits?: readonly { readonly value: number; readonly label: string }[];
}

/** Two or three graphs side by side that answer one question. */
export interface Section {
  readonly title: string;
  /** What to do in full. */
  readonly runbook?: Runbook;
  readonly graphs: readonly Graph[];
}

/** What a dashboard shows. */
export interface Board {
  /** Short, e.g. `service`. */
  readonly name: "service" | "flow" | "mail" | "business";
  /** The question that it answers. */
  readonly asks: string;
  /** How far back it looks when it is opened. */
  readonly hours: number;
  /** Its steps stay what they are, e.g. days, however far back one looks. */
  readonly steady?: boolean;
  readonly sections: readonly Section[];
}
