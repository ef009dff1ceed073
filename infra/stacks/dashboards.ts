import { type App, CrossStackReferences, Duration, ReferenceStrength, Stack } from "aws-cdk-lib";
import { Dashboard, PeriodOverride } from "aws-cdk-lib/aws-cloudwatch";
import { business } from "../dashboards/business.ts";
import { flow } from "../dashboards/flow.ts";
import { rowsOf } from "../dashboards/layout.ts";
import type { Sight } from "../dashboards/lines.ts";
import { mail } from "../dashboards/mail.ts";
import { service } from "../dashboards/service.ts";
import { addressOf } from "../runbooks/runbook.ts";
import { nameOf, type Stage } from "../stage.ts";

const BOARDS = [service, flow, mail, business];

/** What operators look at. It names what it shows: nothing is exported to it that would block another stack's update. */
export class DashboardsStack extends Stack {
  constructor(app: App, stage: Stage, sight: Omit<Sight, "stage">) {
    super(app, nameOf(stage, "dashboards"), {
      description: "Guanxi: the dashboards",
      terminationProtection: stage.production,
    });
    // The API's id is the one thing that no name tells: it is read from that stack's outputs.
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
    const boards = BOARDS.map((board) => board({ ...sight, stage }));
    for (const board of boards) {
      const others = Object.fromEntries(
        boards
          .filter((other) => other !== board)
          .map(({ name }) => [name, `#dashboards:name=${nameOf(stage, name)}`]),
      );
      new Dashboard(this, board.name, {
        dashboardName: nameOf(stage, board.name),
        defaultInterval: Duration.hours(board.hours),
        periodOverride: board.steady ? PeriodOverride.INHERIT : PeriodOverride.AUTO,
        widgets: rowsOf(board, { others, addressOf: (runbook) => addressOf(runbook, stage, this) }),
      });
    }
  }
}
