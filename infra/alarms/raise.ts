import { Duration, type Stack } from "aws-cdk-lib";
import {
  Alarm,
  AlarmRule,
  ComparisonOperator,
  CompositeAlarm,
  type CompositeAlarmProps,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { addressOf, type Runbook } from "../runbooks/runbook.ts";
import { nameOf, type Stage } from "../stage.ts";
import { CALLS, CAUSES } from "./calls.ts";
import type { Watch } from "./watch.ts";

/** How long a call waits for its cause to ring, too: causes are seen after fifteen minutes, some consequences sooner. */
const CAUSE_WITHIN = Duration.minutes(15);
/** How long consequences may go on after their cause has ended. */
const CONSEQUENCES = Duration.minutes(15);

interface Raising {
  readonly stage: Stage;
  readonly watches: readonly Watch[];
  /** Who is called. */
  readonly topic: ITopic;
}

/**
 * An alarm for each watch, which only shows; those that call are made of them, so that one cause is one call. They
 * stand in the stack itself: an alarm that moved elsewhere would be deleted by its name, which is its successor's.
 */
export function raiseAlarms(stack: Stack, { stage, watches, topic }: Raising): void {
  const link = (runbook: Runbook) => `Runbook: [${runbook}](${addressOf(runbook, stage, stack)})`;
  const made = watches.map((watch) => {
    const { says, impact, look, runbook } = watch;
    const alarmDescription = `${says} ${impact} Look: ${look} ${link(runbook)}`;
    const alarm = alarmOf(stack, nameOf(stage, watch.name), alarmDescription, watch);
    return { watch, alarm, name: nameOf(stage, watch.name) };
  });
  const composite = (
    name: string,
    matches: (watch: Watch) => boolean,
    how: Omit<CompositeAlarmProps, "alarmRule">,
  ): CompositeAlarm => {
    const parts = made.filter(({ watch }) => matches(watch));
    // By their names: a rule holds 10,240 characters, and an address is twice as long as a name.
    const alarmRule = AlarmRule.fromString(parts.map((part) => `ALARM("${part.name}")`).join(" OR "));
    const compositeAlarmName = nameOf(stage, name);
    const whole = new CompositeAlarm(stack, name, { compositeAlarmName, alarmRule, ...how });
    whole.node.addDependency(...parts.map(({ alarm }) => alarm));
    return whole;
  };

  const causes = new Map(
    Object.entries(CAUSES).map(([cause, { says, of }]) => {
      const isPart = (watch: Watch) => watch.cause !== undefined && of.includes(watch.cause);
      return [cause, composite(cause, isPart, { alarmDescription: says })];
    }),
  );
  for (const [call, { says, runbook, silentDuring }] of Object.entries(CALLS)) {
    if (!watches.some((watch) => watch.call === call)) continue;
    const cause = silentDuring && causes.get(silentDuring);
    const calling = composite(call, (watch) => watch.call === call, {
      alarmDescription: `${says} Which of its alarms ring says what it is. ${link(runbook)}`,
      ...(cause !== undefined && {
        actionsSuppressor: cause,
        actionsSuppressorWaitPeriod: CAUSE_WITHIN,
        actionsSuppressorExtensionPeriod: CONSEQUENCES,
      }),
    });
    calling.addAlarmAction(new SnsAction(topic));
    // Whoever was called hears that it is over.
    calling.addOkAction(new SnsAction(topic));
  }
}

function alarmOf(stack: Stack, alarmName: string, alarmDescription: string, watch: Watch): Alarm {
  const { name, metric, rings } = watch;
  const [datapointsToAlarm, evaluationPeriods] = rings.in;
  return new Alarm(stack, name, {
    alarmName,
    alarmDescription,
    metric,
    threshold: rings.at,
    comparisonOperator:
      rings.below === true
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    datapointsToAlarm,
    evaluationPeriods,
    treatMissingData: rings.silence.means,
  });
}
