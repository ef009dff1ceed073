import { Duration } from "aws-cdk-lib";
import { MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import { MAILS, OLDEST_UNSENT_MAIL } from "../../lib/metrics/mails.ts";
import { depthOf } from "../constructs/metrics.ts";
import { ofEach, ofReputation } from "./aws.ts";
import type { Board, Graph, Line } from "./board.ts";
import { line, type Sight, told } from "./lines.ts";

/** How often it is looked at. */
const QUARTER = Duration.minutes(15);

/** Whether mails reach those to whom they are written, and whether we may go on to write. */
export function mail(sight: Sight): Board {
  return {
    name: "mail",
    asks: "Do mails reach people, and do people want them?",
    hours: 24,
    sections: [
      { title: "What leaves", runbook: "mails-not-leaving", graphs: leaving(sight) },
      { title: "What does not arrive", graphs: refused(sight) },
      { title: "What SES thinks of us", runbook: "mails-not-leaving", graphs: reputation(sight) },
      { title: "Who sends", runbook: "dead-letters", graphs: senders(sight) },
    ],
  };
}

function leaving({ stage }: Sight): Graph[] {
  return [
    {
      title: "On their way",
      unit: "mails",
      lines: [MAILS.queued, MAILS.sent, MAILS.delivered].map((metric) => told(stage, metric)),
    },
    {
      title: "The oldest that waits",
      unit: "s",
      lines: [told(stage, OLDEST_UNSENT_MAIL, { period: QUARTER })],
    },
  ];
}

function refused({ stage }: Sight): Graph[] {
  return [
    { title: "Came back", unit: "mails", lines: [told(stage, MAILS.bounced)] },
    { title: "Called spam", unit: "mails", lines: [told(stage, MAILS.complained)] },
    {
      title: "Not sent",
      unit: "mails",
      lines: [told(stage, MAILS.suppressed), told(stage, MAILS.failed)],
    },
  ];
}

function reputation({ stage }: Sight): Graph[] {
  const percent = (metricName: Parameters<typeof ofReputation>[0]): Line[] => {
    const account = ofReputation(metricName);
    const own = ofReputation(metricName, stage);
    const { period } = own;
    return [
      { label: "The account", expression: "account * 100", usingMetrics: { account }, period },
      { label: "This stage", expression: "own * 100", usingMetrics: { own }, period },
    ].map((computed) => ({ metric: new MathExpression(computed) }));
  };
  return [
    {
      title: "Bounces, as SES counts them",
      unit: "%",
      lines: percent("Reputation.BounceRate"),
      limits: [{ value: 5, label: "SES reviews us" }],
      says: "Of the mails of late; SES judges the account, whatever stage they are of. Near 5 %: pause campaigns and imports of addresses until it falls; at 10 % SES stops every mail, reminders too.",
    },
    {
      title: "Complaints, as SES counts them",
      unit: "%",
      lines: percent("Reputation.ComplaintRate"),
      limits: [{ value: 0.1, label: "SES reviews us" }],
      says: "Near 0.1 %: pause campaigns, and see which of them people did not ask for; at 0.5 % SES stops every mail, reminders too.",
    },
  ];
}

function senders({ stage, functions }: Sight): Graph[] {
  const sending = functions.filter(({ grants }) => grants.includes("mail:send"));
  const feedback = functions.filter(({ trigger }) => trigger.kind === "aws");
  const each = (metricName: string): Line[] =>
    ofEach(stage, [...sending, ...feedback], metricName).map((metric) => ({ metric }));
  return [
    {
      title: "Runs",
      unit: "runs",
      lines: each("Invocations"),
      says: "Of who hands mails to SES, and of who hears what became of them. Sent without hearing: the event destination of SES' configuration set is gone; deploy again.",
    },
    {
      title: "Errors",
      unit: "runs",
      lines: each("Errors"),
      says: "Mails wait while it lasts. Their logs say whether SES refuses the sender's address, its sandbox stands, or the day's quota is used up.",
    },
    {
      title: "Dead letters",
      unit: "messages",
      lines: [...sending, ...feedback].map(({ name }) => line(name, depthOf(stage, name))),
      says: "Mend the reason, then redrive them: nobody gets a mail twice by that. What was heard of mails lies here too: until it is redriven, we write to addresses that do not exist.",
    },
  ];
}
