import {
  Column,
  GraphWidget,
  type IWidget,
  LegendPosition,
  TextWidget,
  TextWidgetBackground,
} from "aws-cdk-lib/aws-cloudwatch";
import type { Runbook } from "../runbooks/runbook.ts";
import type { Board, Graph, Section } from "./board.ts";
import { wordsOf } from "./lines.ts";

/** CloudWatch's grid. */
const COLUMNS = 24;
/** A cell of it, on a screen of 1,440 pixels. */
const CELL = { letters: 8, lines: 2 };

/** Where a dashboard leads. */
export interface Links {
  /** Addresses of the other dashboards by their names. */
  readonly others: Readonly<Record<string, string>>;
  readonly addressOf: (runbook: Runbook) => string;
}

/** The rows of a dashboard: what it asks, then of each section its name, its graphs, and a caption under each. */
export function rowsOf({ name, asks, sections }: Board, { others, addressOf }: Links): IWidget[][] {
  const buttons = Object.entries(others).map(([other, address]) => `[button:${other}](${address})`);
  const titleOf = ({ title, runbook }: Section) =>
    runbook === undefined ? title : `${title} [runbook: ${runbook}](${addressOf(runbook)})`;
  return [
    [heading(`# Guanxi: ${name}\n${asks} ${buttons.join(" ")}`, 2)],
    ...sections.flatMap((section) => [[heading(`## ${titleOf(section)}`, 1)], figures(section)]),
  ];
}

function heading(markdown: string, height: number): IWidget {
  return text(markdown, COLUMNS, height);
}

function figures({ graphs }: Section): IWidget[] {
  const width = COLUMNS / graphs.length;
  const captions = graphs.map(captionOf);
  const height = Math.max(...captions.map((caption) => heightOf(caption, width)));
  return graphs.map(
    (graph, index) => new Column(drawn(graph, width), text(captions[index] ?? "", width, height)),
  );
}

/** What a graph means: its own sentence, then those of the declared metrics that it shows. */
function captionOf({ says, lines }: Graph): string {
  const declared = [...new Map(lines.flatMap(({ of = [] }) => of).map((one) => [one.name, one])).values()];
  const meanings =
    declared.length === 1 && says === undefined
      ? declared.map(({ meaning }) => meaning)
      : declared.map((one) => `- **${wordsOf(one)}**: ${one.meaning}`);
  return [...(says === undefined ? [] : [says]), ...meanings].join("\n");
}

function heightOf(caption: string, width: number): number {
  const lines = caption
    .split("\n")
    .reduce((sum, part) => sum + Math.ceil(part.length / (width * CELL.letters)), 0);
  return Math.max(2, Math.ceil((lines + 1) / CELL.lines));
}

function drawn({ title, unit, lines, stacked = false, signed = false, limits = [] }: Graph, width: number) {
  return new GraphWidget({
    title,
    width,
    left: lines.map(({ metric }) => metric),
    leftYAxis: { label: unit, showUnits: false, ...(!signed && { min: 0 }) },
    leftAnnotations: [...limits],
    stacked,
    legendPosition: LegendPosition.BOTTOM,
  });
}

function text(markdown: string, width: number, height: number): IWidget {
  return new TextWidget({ markdown, width, height, background: TextWidgetBackground.TRANSPARENT });
}
