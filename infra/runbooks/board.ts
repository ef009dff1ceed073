import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Dashboard, TextWidget } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import type { Stage } from "../stage.ts";
import { RUNBOOKS, type Runbook, runbooksBoard } from "./runbook.ts";

/** Half of CloudWatch's grid, and what of a text fits into it. */
const PAGE = { width: 12, letters: 90, linesACell: 1.9 };

/** The runbooks in CloudWatch itself, beside what they speak of. */
export class RunbooksBoard extends Construct {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const pages = RUNBOOKS.map(pageOf);
    new Dashboard(this, "Board", {
      dashboardName: runbooksBoard(stage),
      widgets: Array.from({ length: Math.ceil(pages.length / 2) }, (_, row) =>
        pages.slice(2 * row, 2 * row + 2),
      ),
    });
  }
}

function pageOf(runbook: Runbook): TextWidget {
  const markdown = shown(readFileSync(join(import.meta.dirname, `${runbook}.md`), "utf8"));
  const lines = markdown
    .split("\n")
    .reduce((sum, line) => sum + Math.ceil((line.length + 1) / PAGE.letters), 0);
  return new TextWidget({ markdown, width: PAGE.width, height: Math.ceil(lines / PAGE.linesACell) + 2 });
}

/** Links between runbooks lead nowhere on a dashboard: there they all stand on one page. */
function shown(markdown: string): string {
  return markdown.replaceAll(/\[([^\]]+)\]\((?!https:)[^)]+\)/g, "**$1**");
}
