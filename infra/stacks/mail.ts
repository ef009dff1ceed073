import { type App, Stack } from "aws-cdk-lib";
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
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

/** SES: the domain mails come from, and how they are sent. */
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
      configurationSetName: nameOf(stage, "mail"),
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
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
