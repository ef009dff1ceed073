import { describe, expect, test } from "vitest";
import { lambdas } from "../../functions/manifest.ts";
import { RUNBOOKS } from "../../infra/runbooks/runbook.ts";
import { METRICS } from "../../lib/metrics/declared.ts";
import type { Metric } from "../../lib/metrics/metric.ts";
import { AWS_METRICS } from "./aws-metrics.ts";
import { boardsIn, expressionsOn, metricsOn, readBy, type Shown, type Widget } from "./boards.ts";
import { type Resource, synthesize } from "./synthesize.ts";

const NAMESPACE = "guanxi-dev-product";
/** CloudWatch's. */
const MOST = { columns: 24, widgets: 500, metrics: { widget: 500, board: 2_500 } };

const stacks = synthesize(lambdas);
const boards = boardsIn(stacks);
const graphs = boards.flatMap(({ name, widgets }) =>
  widgets
    .filter(({ type }) => type === "metric")
    .map((widget) => [`${name}: ${widget.properties.title}`, widget, widgets] as const),
);
const shown = graphs.flatMap(([, widget]) => metricsOn(widget));
const declared = new Map<string, Metric>(METRICS.map((metric) => [metric.name, metric]));

function has(type: string, which: (properties: Resource["Properties"], id: string) => boolean): boolean {
  return stacks.of(type).some(({ Properties, id, stack }) => which(Properties, `${stack}/${id}`));
}

/** Whether the stacks have what a metric of AWS' is told of. */
function isOfOurs({ namespace, name, dimensions: of }: Shown): boolean {
  switch (namespace) {
    case "AWS/Lambda":
      return has(
        "AWS::Lambda::Function",
        ({ FunctionName }, id) =>
          FunctionName === of.FunctionName && (name !== "IteratorAge" || readsStream(id)),
      );
    case "AWS/ApiGateway":
      return has("AWS::ApiGatewayV2::Api", (_, id) => id === of.ApiId);
    case "AWS/SQS":
      return has("AWS::SQS::Queue", ({ QueueName }) => QueueName === of.QueueName);
    case "AWS/Events":
      return (
        has(
          "AWS::Events::Rule",
          ({ Name, EventBusName }) =>
            Name === of.RuleName && (EventBusName === undefined) === (of.EventBusName === undefined),
        ) &&
        (of.EventBusName === undefined ||
          has("AWS::Events::EventBus", ({ Name }) => Name === of.EventBusName))
      );
    case "AWS/Scheduler":
      return has("AWS::Scheduler::ScheduleGroup", ({ Name }) => Name === of.ScheduleGroup);
    case "AWS/DynamoDB":
      return has(
        "AWS::DynamoDB::Table",
        ({ TableName, GlobalSecondaryIndexes }) =>
          TableName === of.TableName &&
          [
            undefined,
            ...GlobalSecondaryIndexes.map(({ IndexName }: Resource["Properties"]) => IndexName),
          ].includes(of.GlobalSecondaryIndexName) &&
          /^(GetItem|BatchGetItem|Query|TransactWriteItems|undefined)$/.test(String(of.Operation)),
      );
    case "AWS/SES":
      return has(
        "AWS::SES::ConfigurationSet",
        ({ Name, ReputationOptions }) =>
          // Without one it is of the account, whose mails they are.
          [Name, undefined].includes(of["ses:configuration-set"]) &&
          ReputationOptions.ReputationMetricsEnabled === true,
      );
    default:
      return false;
  }
}

function readsStream(id: string): boolean {
  return stacks
    .of("AWS::Lambda::EventSourceMapping")
    .some(({ Properties, stack }) => `${stack}/${Properties.FunctionName.Ref}` === id);
}

/** Whether functions tell a metric of ours just so. */
function isTold({ name, dimensions }: Shown): boolean {
  const metric = declared.get(name);
  if (metric === undefined) return false;
  const { by, from } = metric;
  if (Object.keys(dimensions).join() !== (by ?? "")) return false;
  if (by !== "FunctionName") return by === undefined || dimensions[by] === "*";
  return lambdas.some(
    (lambda) =>
      `guanxi-dev-${lambda.name}` === dimensions.FunctionName &&
      from.some((one) => one === "*" || lambda.name.startsWith(one)),
  );
}

const captionOf = ({ x, y, width, height }: Widget, widgets: readonly Widget[]): string =>
  widgets.find((one) => one.type === "text" && one.x === x && one.y === y + height && one.width === width)
    ?.properties.markdown ?? "";

test("there are four dashboards, of which each leads to the others", () => {
  const names = ["business", "flow", "mail", "service"].map((name) => `guanxi-dev-${name}`);
  expect(boards.map(({ name }) => name).toSorted()).toEqual(names);
  for (const { name, widgets } of boards) {
    const links = [...widgets[0]!.properties.markdown.matchAll(/\(#dashboards:name=([\w-]+)\)/g)];
    expect(links.map(([, to]) => to)).toEqual(expect.arrayContaining(names.filter((one) => one !== name)));
  }
});

test("sections lead to runbooks that stand on their page", () => {
  const page = boards
    .flatMap(({ widgets }) => widgets.map(({ properties }) => String(properties.markdown)))
    .flatMap((text) => [...text.matchAll(/\[runbook: ([\w-]+)\]\((\S+)\)/g)]);
  expect(page.length).toBeGreaterThan(5);
  for (const [, runbook, address] of page) {
    expect(RUNBOOKS).toContain(runbook);
    expect(address).toMatch(/^https:\/\/eu-west-1\..*#dashboards\/dashboard\/guanxi-dev-runbooks$/);
  }
});

test("no export to them blocks the update of another stack", () => {
  const own = stacks.resources.filter(({ stack }) => stack === "guanxi-dev-dashboards");
  expect(own.length).toBeGreaterThanOrEqual(4);
  expect(JSON.stringify(own)).not.toContain("Fn::ImportValue");
});

describe.each(graphs)("%s", (_, widget, widgets) => {
  const metrics = metricsOn(widget);

  test("shows what AWS tells of our resources, or what functions tell as it is declared", () => {
    expect(metrics.length).toBeGreaterThan(0);
    const wrong = metrics.filter((metric) => {
      if (metric.namespace === NAMESPACE) return !isTold(metric);
      const documented = AWS_METRICS[metric.namespace]?.[metric.name] ?? [];
      const by = Object.keys(metric.dimensions).toSorted().join();
      return !documented.some((dimensions) => dimensions.join() === by) || !isOfOurs(metric);
    });
    expect(wrong).toEqual([]);
  });

  test("computes with what it has, and hides nothing else", () => {
    const ids = metrics.flatMap(({ id }) => id ?? []);
    const read = new Set(expressionsOn(widget).flatMap((expression) => readBy(expression, ids)));
    expect(ids).toEqual(expect.arrayContaining([...read]));
    expect(metrics.filter(({ hidden, id }) => hidden && !read.has(id ?? ""))).toEqual([]);
    for (const expression of expressionsOn(widget)) {
      const parts = [...readBy(expression, ids), ...metrics.filter(() => expression.includes("SEARCH("))];
      expect(parts).not.toHaveLength(0);
    }
  });

  test("says under it what it means, in the words of the declaration where there are some", () => {
    const caption = captionOf(widget, widgets);
    expect(caption).toMatch(/\w{3}.*\.$/s);
    const ours = metrics.filter(({ namespace }) => namespace === NAMESPACE);
    for (const { name } of ours) expect(caption).toContain(declared.get(name)?.meaning);
    // What AWS tells has a sentence of its own, beside those of the declaration.
    const rest = ours
      .reduce((text, { name }) => text.replace(declared.get(name)?.meaning ?? "", ""), caption)
      .replaceAll(/^- \*\*.*$/gm, "");
    if (ours.length < metrics.length) expect(rest).toMatch(/^[^-\s].{20,}\.\s*$/);
  });

  test("has a title, a unit, and no more than CloudWatch draws", () => {
    const { title, yAxis } = widget.properties;
    expect([title, yAxis.left.label]).toEqual([expect.stringMatching(/^.{3}/), expect.stringMatching(/./)]);
    expect(metrics.length).toBeLessThanOrEqual(MOST.metrics.widget);
  });
});

test("functions tell their metrics where the dashboards look for them", () => {
  const told = stacks
    .of("AWS::Lambda::Function")
    .map(({ Properties }) => Properties.Environment.Variables.POWERTOOLS_METRICS_NAMESPACE);
  expect(new Set(told)).toEqual(new Set([NAMESPACE]));
});

test("every declared metric is on some graph, and not only hidden on one that nothing reads", () => {
  const ours = shown.filter(({ namespace }) => namespace === NAMESPACE).map(({ name }) => name);
  expect(new Set(ours)).toEqual(new Set(declared.keys()));
});

test("every function is among those whose errors, throttles and time are seen, and every queue for dead letters", () => {
  const seen = (name: string, dimension: string) =>
    shown.filter((one) => one.name === name).map(({ dimensions }) => dimensions[dimension]);
  const functions = lambdas.map(({ name }) => `guanxi-dev-${name}`);
  for (const name of ["Errors", "Throttles", "Duration", "ConcurrentExecutions"])
    expect(seen(name, "FunctionName")).toEqual(expect.arrayContaining(functions));
  const queues = stacks.of("AWS::SQS::Queue").map(({ Properties }) => Properties.QueueName);
  expect(seen("ApproximateNumberOfMessagesVisible", "QueueName")).toEqual(expect.arrayContaining(queues));
});

describe.each(boards.map((board) => [board.name, board] as const))("%s", (_, { widgets }) => {
  test("is within CloudWatch's limits", () => {
    expect(widgets.length).toBeLessThanOrEqual(MOST.widgets);
    expect(widgets.flatMap(metricsOn).length).toBeLessThanOrEqual(MOST.metrics.board);
  });

  test("fits its grid, and no widget lies on another", () => {
    const cells = widgets.flatMap(({ x, y, width, height }) =>
      Array.from(
        { length: width * height },
        (_, cell) => `${x + (cell % width)},${y + Math.floor(cell / width)}`,
      ),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const row of Map.groupBy(widgets, ({ y }) => y).values())
      expect(row.reduce((sum, { width }) => sum + width, 0)).toBe(MOST.columns);
  });
});
