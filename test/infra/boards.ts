import type { Resource, Synthesized } from "./synthesize.ts";

type Json = Resource["Properties"];

/** A metric on a widget. */
export interface Shown {
  readonly namespace: string;
  readonly name: string;
  /** `*` is any value, as a search finds them. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly id: string | undefined;
  readonly hidden: boolean;
}

export interface Widget {
  readonly type: "text" | "metric";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Json;
}

export interface Board {
  readonly name: string;
  readonly widgets: readonly Widget[];
}

/** The product's dashboards, with what their bodies refer to in other stacks put in. */
export function boardsIn(stacks: Synthesized): Board[] {
  return stacks
    .of("AWS::CloudWatch::Dashboard")
    .filter(({ stack }) => stack.endsWith("-dashboards"))
    .map(({ Properties }) => ({
      name: Properties.DashboardName,
      widgets: JSON.parse(textOf(stacks, Properties.DashboardBody)).widgets,
    }));
}

/** A string of a template; what refers to a resource becomes `<stack>/<logical id>`. */
function textOf(stacks: Synthesized, value: Json): string {
  if (typeof value === "string") return value;
  if (value["Fn::Join"] !== undefined) {
    const [between, parts] = value["Fn::Join"];
    return parts.map((part: Json) => textOf(stacks, part)).join(between);
  }
  if (value.Ref === "AWS::Region") return "eu-west-1";
  const { StackName, OutputName } = value["Fn::GetStackOutput"] ?? {};
  const output = stacks.outputs[StackName]?.[OutputName];
  if (output?.Value.Ref === undefined) throw new Error(`nothing is known of ${JSON.stringify(value)}`);
  return `${StackName}/${output.Value.Ref}`;
}

/** The metrics of a widget, hidden ones and those that a search finds included. */
export function metricsOn({ properties }: Widget): Shown[] {
  const shown: Shown[] = [];
  for (const row of properties.metrics ?? []) {
    const options: Json = typeof row.at(-1) === "object" ? row.at(-1) : {};
    const [namespace, name, ...pairs] = row.filter((part: Json) => typeof part === "string");
    const { id, visible } = options;
    if (namespace === undefined) {
      shown.push(...searchedBy(options.expression));
      continue;
    }
    const dimensions = Object.fromEntries(
      pairs.flatMap((part: string, index: number) => (index % 2 === 0 ? [[part, pairs[index + 1]]] : [])),
    );
    shown.push({ namespace, name, dimensions, id, hidden: visible === false });
  }
  return shown;
}

const SEARCH = /SEARCH\('\{([^},]+)((?:,[^},]+)*)\} MetricName="(\w+)"', '(\w+)', \d+\)/g;

function searchedBy(expression: string): Shown[] {
  return [...expression.matchAll(SEARCH)].map(([, namespace = "", by = "", name = ""]) => ({
    namespace,
    name,
    dimensions: Object.fromEntries(
      by
        .split(",")
        .slice(1)
        .map((dimension) => [dimension, "*"]),
    ),
    id: undefined,
    hidden: false,
  }));
}

/** The expressions of a widget. */
export function expressionsOn({ properties }: Widget): string[] {
  return (properties.metrics ?? []).flatMap((row: Json) => row.at(-1).expression ?? []);
}

/** The ids of metrics that an expression reads, by themselves or all that contain a text. */
export function readBy(expression: string, ids: readonly string[]): string[] {
  const texts = [...expression.matchAll(/METRICS\("(\w+)"\)/g)].map(([, text = ""]) => text);
  const names = expression.replaceAll(/"[^"]*"|'[^']*'/g, "").match(/\b[a-z]\w*\b/g) ?? [];
  return [...names, ...ids.filter((id) => texts.some((text) => id.includes(text)))];
}
