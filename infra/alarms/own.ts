import { Duration } from "aws-cdk-lib";
import { Stats } from "aws-cdk-lib/aws-cloudwatch";
import { MAILS, OLDEST_UNSENT_MAIL } from "../../lib/metrics/mails.ts";
import { ofFunction, ofProduct } from "../constructs/metrics.ts";
import type { Stage } from "../stage.ts";
import { ofAccount } from "./figures.ts";
import { AS_BEFORE, NO_SIGN_OF_LIFE, NOTHING_HAPPENED, type Watch } from "./watch.ts";

/** Unless told, an alarm is a reason for the call of its function, whose failing is what people suffer from. */
type OwnWatch = Omit<Watch, "impact" | "call"> & Partial<Pick<Watch, "impact" | "call">>;

/** How often stock is taken. */
const QUARTER = Duration.minutes(15);

/** What is watched of a function's own work, besides whether it runs. */
export const OWN_WATCHES: Readonly<Record<string, (stage: Stage) => readonly OwnWatch[]>> = {
  "send-mail": (stage) => [
    {
      name: "mails-given-up",
      says: "Several mails were given up within an hour.",
      look: "The saved query mails-given-up: the error is SES's own word.",
      runbook: "mails-not-leaving",
      metric: ofProduct(stage, MAILS.failed).with({ period: Duration.hours(1) }),
      rings: {
        at: 3,
        in: [1, 1],
        because: "One address that SES refuses is for whoever wrote it; several are not about an address.",
        silence: NOTHING_HAPPENED,
      },
    },
  ],
  "mail-feedback": () => [
    reputation(
      "bounce-rate",
      "BounceRate",
      0.04,
      "Of the mails of late, nearly 5 % came back: at 5 % SES reviews the account, at 10 % it stops all mails.",
      "Which addresses bounced last, and which import or form they came from.",
    ),
    reputation(
      "complaint-rate",
      "ComplaintRate",
      0.0008,
      "Of the mails of late, nearly 1 in 1,000 was called spam: at 0.1 % SES reviews the account, at 0.5 % it stops all mails.",
      "Which campaign or care rule the complaints belong to: pause it first.",
    ),
  ],
  "take-stock": (stage) => [
    {
      name: "oldest-unsent-mail",
      says: "A mail that ought to be sent has been waiting for more than half an hour.",
      impact: "People miss reminders, customers their greetings.",
      call: "mails-do-not-leave",
      look: "Whether send-mail and sweep-mails run, and whether SES takes our mails.",
      runbook: "mails-not-leaving",
      metric: ofProduct(stage, OLDEST_UNSENT_MAIL).with({ period: QUARTER }),
      rings: {
        at: 1_800,
        in: [1, 1],
        because: "What the bus did not hand over is swept up within five minutes: this is six sweeps.",
        silence: { ...AS_BEFORE, because: "Whether it is told at all has an alarm of its own." },
      },
    },
    {
      name: "stock-not-taken",
      says: "For an hour nobody has told how things stand. After the first deployment it rings until it is told once.",
      look: "Whether take-stock runs every quarter of an hour, and whether its log holds lines with `_aws`.",
      runbook: "schedules-dropped",
      metric: ofProduct(stage, OLDEST_UNSENT_MAIL).with({ period: QUARTER, statistic: Stats.SAMPLE_COUNT }),
      rings: {
        at: 1,
        below: true,
        in: [4, 4],
        because: "It is told every quarter of an hour; one time may be late.",
        silence: NO_SIGN_OF_LIFE,
      },
    },
  ],
  "care-sweep": (stage) => [
    {
      name: "no-care-sweep",
      says: "For a day nobody has looked whom to greet. After the first deployment it rings until the first morning.",
      look: "Whether the schedule care-sweep is there and enabled, and its dead letters.",
      runbook: "schedules-dropped",
      metric: ofFunction(stage, "care-sweep", "Invocations", Stats.SUM).with({ period: Duration.hours(6) }),
      rings: {
        at: 1,
        below: true,
        in: [4, 4],
        because:
          "It runs four times between six and noon: four quarters of a day without it are a whole day.",
        silence: NO_SIGN_OF_LIFE,
      },
    },
  ],
};

/** SES judges the account, not a stage: so do we, and sooner. */
function reputation(name: string, rate: string, at: number, says: string, look: string): OwnWatch {
  return {
    name,
    says,
    look,
    runbook: "mails-not-leaving",
    metric: ofAccount("AWS/SES", `Reputation.${rate}`, Stats.MAXIMUM, Duration.hours(1)),
    rings: {
      at,
      in: [1, 1],
      because: "At four fifths of what SES takes, there is time to stop by ourselves.",
      silence: { ...AS_BEFORE, because: "SES tells it only after mails were sent; a bad name stays." },
    },
  };
}
