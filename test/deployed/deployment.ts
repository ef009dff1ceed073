/** Where the product under test is deployed, as the command that deployed it says. */
export interface Deployment {
  readonly baseUrl: string;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly tableName: string;
  readonly scheduleGroup: string;
  /** Lists the mails that the emulator's SES was given. */
  readonly mailsUrl: string;
}

/** Whether the tests run against a deployed product and not the local cloud. */
export function isDeployed(): boolean {
  return process.env.DEPLOYED_URL !== undefined;
}

/** @throws Error naming what is not set: these tests are run by `npm run test:deployed` */
export function deployment(): Deployment {
  const read = (name: string): string => {
    const value = process.env[name];
    if (value === undefined) throw new Error(`${name} is not set: run the tests by npm run test:deployed`);
    return value;
  };
  return {
    baseUrl: read("DEPLOYED_URL"),
    userPoolId: read("USER_POOL_ID"),
    clientId: read("CLIENT_ID"),
    tableName: read("TABLE_NAME"),
    scheduleGroup: read("SCHEDULE_GROUP"),
    mailsUrl: read("MAILS_URL"),
  };
}
