import { type App, Duration, Stack } from "aws-cdk-lib";
import { EventBus, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { SOURCE } from "../../events/event.ts";
import type { Surroundings } from "../constructs/grants.ts";
import { type CodeOf, HouseFunction } from "../constructs/house-function.ts";
import type { Triggered } from "../constructs/triggered.ts";
import { nameOf, type Stage } from "../stage.ts";
import { configurationSetOf } from "./mail.ts";

interface BusProps {
  readonly functions: readonly Triggered<"bus">[];
  /** Those who react to what AWS itself tells, on the account's default bus. */
  readonly ofAws: readonly Triggered<"aws">[];
  readonly code: CodeOf;
  readonly around: Surroundings;
}

/** The bus of domain events, its archive, and those who react to it. */
export class BusStack extends Stack {
  readonly bus: EventBus;

  constructor(app: App, stage: Stage, { functions, ofAws, code, around }: BusProps) {
    super(app, nameOf(stage, "bus"), {
      description: "Guanxi: domain events and who reacts to them",
      terminationProtection: stage.production,
    });
    this.bus = new EventBus(this, "Bus", { eventBusName: nameOf(stage, "events") });
    this.bus.archive("Archive", {
      archiveName: nameOf(stage, "events"),
      description: "Every domain event, to be replayed to a reaction that was wrong",
      eventPattern: { source: [SOURCE] },
      retention: Duration.days(stage.production ? 365 : 7),
    });
    for (const declaration of [...functions, ...ofAws]) {
      const { trigger } = declaration;
      const { lambda, deadLetters } = new HouseFunction(this, {
        stage,
        declaration,
        code,
        around: { ...around, bus: this.bus },
      });
      const detailType = trigger.events.map(({ name }) => name);
      new Rule(lambda, "Rule", {
        ruleName: nameOf(stage, declaration.name),
        description: declaration.errorImpact,
        ...(trigger.kind === "bus"
          ? { eventBus: this.bus, eventPattern: { source: [SOURCE], detailType } }
          : { eventPattern: { source: [trigger.source], detailType, detail: sentBy(stage) } }),
        targets: [
          new LambdaFunction(lambda, {
            retryAttempts: 10,
            maxEventAge: Duration.hours(6),
            ...(deadLetters === undefined ? {} : { deadLetterQueue: deadLetters }),
          }),
        ],
      });
    }
  }
}

/** SES tells of every mail of the account: only of this stage's own. */
function sentBy(stage: Stage) {
  return { mail: { tags: { "ses:configuration-set": [configurationSetOf(stage)] } } };
}
