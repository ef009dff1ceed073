import { type App, Stack } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import { nameOf, type Stage } from "../stage.ts";

/** What sending a mail needs. */
export interface Mail {
  readonly from: string;
  readonly identityArn: string;
  readonly configurationSetArn: string;
}

/** The configuration set that a stage's mails are sent by: SES's events name it. */
export function configurationSetOf(stage: Stage): string {
  return nameOf(stage, "mail");
}

/** SES: the domain mails come from, how they are sent, and that it tells what becomes of them. */
export class MailStack extends Stack implements Mail {
  readonly from: string;
  readonly identityArn: string;
  readonly configurationSetArn: string;

  constructor(app: App, stage: Stage) {
    super(app, nameOf(stage, "mail"), {
      description: "Guanxi: outgoing mail",
      terminationProtection: stage.production,
    });
    const configurationSet = new ConfigurationSet(this, "ConfigurationSet", {
      configurationSetName: configurationSetOf(stage),
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    configurationSet.addEventDestination("Feedback", {
      // SES tells no other bus.
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, "DefaultBus", "default")),
      events: [
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
    const identity = new EmailIdentity(this, "Identity", {
      identity: Identity.domain(stage.mailFrom.slice(stage.mailFrom.indexOf("@") + 1)),
      configurationSet,
    });
    this.from = stage.mailFrom;
    this.identityArn = identity.emailIdentityArn;
    this.configurationSetArn = this.formatArn({
      service: "ses",
      resource: "configuration-set",
      resourceName: configurationSet.configurationSetName,
    });
  }
}
