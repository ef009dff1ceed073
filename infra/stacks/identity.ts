import { type App, CfnOutput, Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import {
  AccountRecovery,
  ClientAttributes,
  Mfa,
  StringAttribute,
  UserPool,
  type UserPoolClient,
} from "aws-cdk-lib/aws-cognito";
import { nameOf, type Stage } from "../stage.ts";

/** Who signs in, and with what. */
export interface Logins {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
}

/** Cognito: a login carries the id of the product's user, which nobody but the product can set. */
export class IdentityStack extends Stack implements Logins {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(app: App, stage: Stage) {
    super(app, nameOf(stage, "identity"), {
      description: "Guanxi: logins",
      terminationProtection: stage.production,
    });
    this.pool = new UserPool(this, "Users", {
      userPoolName: nameOf(stage, "users"),
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      customAttributes: { user_id: new StringAttribute({ maxLen: 64, mutable: false }) },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: stage.production,
      removalPolicy: stage.production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.client = this.pool.addClient("Client", {
      userPoolClientName: nameOf(stage, "app"),
      authFlows: { userSrp: true, adminUserPassword: true },
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      disableOAuth: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(30),
      readAttributes: new ClientAttributes()
        .withStandardAttributes({ email: true })
        .withCustomAttributes("user_id"),
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
    });
    new CfnOutput(this, "UserPoolId", { value: this.pool.userPoolId });
    new CfnOutput(this, "ClientId", { value: this.client.userPoolClientId });
    Validations.of(this.pool).acknowledge(
      {
        id: "AwsSolutions-COG2",
        reason:
          "A second factor is offered to everybody; whether a company demands it is the company's choice.",
      },
      {
        id: "AwsSolutions-COG8",
        reason:
          "The Plus plan is billed per user and month; a company that wants threat protection chooses it.",
      },
    );
  }
}
